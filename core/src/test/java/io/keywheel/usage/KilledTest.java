package io.keywheel.usage;

import static io.keywheel.usage.Given.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.port.UsageQuery.Question;
import io.keywheel.store.SqlStore;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {
    /** Between two turns, and what a busy machine takes to write. */
    private static final long LAST_SECOND = 1_500;

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path folder;

    @Test
    void aKilledProcessLosesNoMoreThanItsLastSecond() throws Exception {
        long least = 0;
        long most = 0;
        for (int kill = 0; kill < 2; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledCounter.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long[] counted = killed(process, 2_000 + new Random().nextInt(1_000));
            least += counted[0];
            most += counted[1];
        }

        long told = told();

        assertThat(least).isPositive();
        assertThat(told).isBetween(least, most + 2);
    }

    /** What it had counted a second before it was killed, and when it was killed. */
    private static long[] killed(Process process, long afterMillis) throws Exception {
        java.util.List<String> lines = new java.util.ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            String first = output.readLine();
            long end = Long.parseLong(first.split(" ", -1)[1]) + afterMillis;
            lines.add(first);
            while (System.currentTimeMillis() < end) lines.add(output.readLine());
            process.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) lines.add(line);
        }
        process.waitFor();
        // The last line may be half of one.
        lines.remove(lines.size() - 1);
        long last = Long.parseLong(lines.get(lines.size() - 1).split(" ", -1)[1]);
        long before = lines.stream()
                .filter(line -> Long.parseLong(line.split(" ", -1)[1]) < last - LAST_SECOND)
                .count();
        return new long[] {before, lines.size()};
    }

    private long told() {
        try (SqlStore store = SqlStore.of(Optional.empty(), folder, "killed", CLOCK)) {
            done(store.start());
            try (Ledger ledger = new Ledger(new UsageCounts(CLOCK), store.usage(), CLOCK)) {
                Question question = new Question("key", Optional.empty(), Optional.empty(), Optional.empty());
                return done(new ClusterUsage(ledger, Others.ALONE, CLOCK).ask(question))
                        .series()
                        .get(0)
                        .points()
                        .stream()
                        .mapToLong(p -> p.counts().get("requests"))
                        .sum();
            }
        }
    }
}
