package io.keywheel.store;

import static io.keywheel.store.StoreContract.done;
import static io.keywheel.store.StoreContract.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.records.AuditLog;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordId;
import io.keywheel.records.StoredRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process acknowledged is there when it was killed a moment later. More kills: {@code -Dkeywheel.kills=200}. */
class KillTest {
    private static final int KILLS = Integer.getInteger("keywheel.kills", 20);

    @TempDir
    Path folder;

    private final Random random = new Random();

    /** What was acknowledged last of each record. */
    private final Map<RecordId, Acknowledged> acknowledged = new HashMap<>();

    private int lines;

    private record Acknowledged(long incarnation, long revision, boolean tombstone) {

        static Acknowledged parse(String tag, String tombstone) {
            String[] numbers = tag.split("\\.", 3);
            return new Acknowledged(
                    Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Boolean.parseBoolean(tombstone));
        }

        /** Nobody else writes, so what stands must be this or what came after it. */
        boolean isHeldBy(StoredRecord record) {
            long there = record.version().incarnation();
            boolean same = there == incarnation && record.version().revision() >= revision;
            return there > incarnation || (same && (!tombstone || !record.isLive()));
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingThatWasRemovedComesBack() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            killAtARandomMoment();
            check();
        }
        // Or the processes died before they did anything.
        assertThat(lines).isGreaterThan(KILLS * 10);
    }

    private void killAtARandomMoment() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            take(output.readLine());
            CompletableFuture.delayedExecutor(random.nextInt(150), TimeUnit.MILLISECONDS)
                    // By its handle, which leaves the output to be read.
                    .execute(process.toHandle()::destroyForcibly);
            for (String line = output.readLine(); line != null; line = output.readLine()) take(line);
        }
        process.waitFor();
    }

    private void take(String line) {
        assertThat(line).as("the process said nothing").isNotNull();
        String[] words = line.split(" ", -1);
        // The last line may be half of one.
        if (words.length < 3 || words[2].length() < 4) return;
        lines++;
        acknowledged.put(new RecordId(Kind.KEY, words[0]), Acknowledged.parse(words[1], words[2]));
    }

    private void check() {
        try (SqlStore store = SqlStore.of(Optional.empty(), folder, "killed", InstantSource.system())) {
            assertThat(done(store.start())).isEqualTo(new SqlStore.Start.Ready());
            Map<RecordId, StoredRecord> there =
                    held(store).stream().collect(Collectors.toMap(StoredRecord::id, Function.identity()));
            acknowledged.forEach((id, last) -> assertThat(there.get(id))
                    .as("%s, acknowledged %s", id, last)
                    .isNotNull()
                    .matches(last::isHeldBy));
            assertThat(done(store.audit().verify())).isInstanceOf(AuditLog.Check.Sound.class);
        }
    }
}
