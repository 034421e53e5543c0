package io.keywheel.usage;

import io.keywheel.store.SqlStore;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A process that counts, and says on its output how much and when, until somebody kills it. */
final class KilledCounter {
    private KilledCounter() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        SqlStore store = SqlStore.of(Optional.empty(), Path.of(args[0]), "killed", InstantSource.system());
        Given.done(store.start());
        UsageCounts counts = new UsageCounts(InstantSource.system());
        new Ledger(counts, store.usage(), InstantSource.system()).start(() -> {});
        for (int counted = 1; ; counted++) {
            Given.request(counts, "a");
            out.println(counted + " " + System.currentTimeMillis());
            Thread.sleep(5);
        }
    }
}
