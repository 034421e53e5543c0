package io.keywheel.usage;

import io.keywheel.usage.Rollups.Part;
import io.keywheel.usage.UsageStore.Row;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is counted: gives it to the store each second, rolls it up, and finds it again. A thread of its own does it all. */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final long BETWEEN_FORGETTING = Duration.ofHours(1).toMillis();
    private static final int CLOSING_SECONDS = 2;

    /** Who counted while the minute ended has long done so by then. */
    private static final long SETTLING = Duration.ofSeconds(2).toMillis();

    private final UsageCounts counts;
    private final UsageStore store;
    private final InstantSource clock;
    private final Lately lately;
    private final Rollups rollups;
    private final Unsaved unsaved = new Unsaved();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Ledger::daemon);
    private final long run;

    private boolean begun;
    private boolean busy;
    private long forgotAt;
    private boolean complained;

    /** @param clock of the wall, as the counts have it */
    public Ledger(UsageCounts counts, UsageStore store, InstantSource clock) {
        this.counts = counts;
        this.store = store;
        this.clock = clock;
        this.lately = new Lately(counts, clock);
        this.rollups = new Rollups(store, this::unreadable);
        this.run = clock.millis();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "keywheel-usage");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to keep. What was kept before is looked up as soon as the store can be asked.
     *
     * @param also what else is to be done each second
     */
    @SuppressWarnings("FutureReturnValueIgnored") // A turn catches what it throws.
    public void start(Runnable also) {
        thread.scheduleWithFixedDelay(() -> tick(also), 0, 1, TimeUnit.SECONDS);
    }

    /** What keys did of late. */
    Lately lately() {
        return lately;
    }

    /** A bug in one turn should not end all that follow. */
    private void tick(Runnable also) {
        try {
            keep();
            if (!busy) work().exceptionally(failure -> null);
            also.run();
        } catch (RuntimeException e) {
            LOG.error("Usage could not be kept", e);
        }
    }

    /** What happens each second, once; ends when the store has it. */
    CompletionStage<Void> turn() {
        return onThread(() -> {
            keep();
            return work();
        });
    }

    /** Takes over what was counted; does not wait for the store. */
    void keep() {
        long now = clock.millis();
        for (Minute minute : counts.minutes()) {
            unsaved.take(minute.at(), minute.read());
            if (now >= minute.end() + SETTLING) lately.ended(minute);
        }
        int dropped = unsaved.limit();
        if (dropped > 0) LOG.warn("{} minute(s) of usage are lost: the store was away for too long", dropped);
    }

    private CompletionStage<Void> work() {
        busy = true;
        return save().thenCompose(v -> begun ? CompletableFuture.completedFuture(null) : begin())
                .thenCompose(v -> onThread(() -> rollups.advance(unsaved.savedUntil(oldestRunning()))))
                .thenCompose(v -> onThread(this::forget))
                .whenCompleteAsync((v, failure) -> done(failure), thread);
    }

    private <T> CompletionStage<T> onThread(java.util.function.Supplier<CompletionStage<T>> work) {
        return CompletableFuture.supplyAsync(work, thread).thenCompose(stage -> stage);
    }

    private void done(@Nullable Throwable failure) {
        busy = false;
        if (failure != null && !complained) LOG.warn("Usage waits for the store: {}", words(failure));
        complained = failure != null;
    }

    private static String words(Throwable failure) {
        Throwable why = failure.getCause() == null ? failure : failure.getCause();
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }

    private CompletionStage<Void> save() {
        List<Row> rows = unsaved.rows(run);
        if (rows.isEmpty()) return CompletableFuture.completedFuture(null);
        return store.put(rows)
                .thenAcceptAsync(
                        v -> {
                            unsaved.saved(rows);
                            unsaved.drop(oldestRunning());
                        },
                        thread);
    }

    private long oldestRunning() {
        return counts.minutes().get(0).at();
    }

    /** Looks up how far the rows are rolled up, and what was counted of late before this process began. */
    private CompletionStage<Void> begin() {
        return rollups.load()
                .thenCompose(v -> lately.load(this::rowsBefore))
                .thenAcceptAsync(v -> begun = true, thread);
    }

    private CompletionStage<List<Row>> rowsBefore(Range range) {
        return stored(rollups.parts(range))
                .thenApply(rows -> rows.stream().filter(row -> row.run() != run).toList());
    }

    private CompletionStage<Void> forget() {
        long now = clock.millis();
        if (now - forgotAt < BETWEEN_FORGETTING) return CompletableFuture.completedFuture(null);
        forgotAt = now;
        return rollups.forget(now);
    }

    /** What this member counted. */
    CompletionStage<Rows> find(Range range) {
        return onThread(() -> {
            List<Part> parts = rollups.parts(range);
            List<Row> own = own(parts);
            return stored(parts)
                    .thenApply(rows -> new Rows(merged(rows, own), true, this::unreadable))
                    .exceptionally(failure -> new Rows(own, false, this::unreadable));
        });
    }

    /** What memory knows of the running minutes, which is newer than what the store has. */
    private List<Row> own(List<Part> parts) {
        List<Row> own = new ArrayList<>();
        keep();
        for (Part part : parts) {
            if (part.step() != Step.MINUTE) continue;
            unsaved.between(part.from(), part.to())
                    .forEach((at, cells) -> own.add(new Row(Step.MINUTE, at, run, cells)));
        }
        return own;
    }

    private CompletionStage<List<Row>> stored(List<Part> parts) {
        CompletionStage<List<Row>> all = CompletableFuture.completedFuture(List.of());
        for (Part part : parts) {
            all = all.thenCombine(store.rows(part.step(), part.from(), part.to()), Ledger::together);
        }
        return all;
    }

    private static List<Row> together(List<Row> first, List<Row> second) {
        List<Row> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private List<Row> merged(List<Row> rows, List<Row> own) {
        List<Long> known = own.stream().map(Row::at).toList();
        List<Row> merged = new ArrayList<>(own);
        for (Row row : rows) if (row.run() != run || !known.contains(row.at())) merged.add(row);
        return merged;
    }

    private void unreadable(Row row) {
        LOG.warn("The usage of {} (step {}) in the store cannot be read", row.at(), row.step());
    }

    /** Gives the store what it has not got yet. */
    @Override
    public void close() {
        try {
            onThread(() -> {
                        keep();
                        return save();
                    })
                    .toCompletableFuture()
                    .get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            LOG.warn("The last second of usage may be lost: {}", words(e));
        }
        thread.shutdown();
    }
}
