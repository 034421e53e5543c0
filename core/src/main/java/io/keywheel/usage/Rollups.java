package io.keywheel.usage;

import io.keywheel.usage.UsageStore.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Makes ten minutes of minutes and hours of those, each when it is over; made again they are the same. One at a time. */
final class Rollups {

    /** Rows that begin from {@code from} to before {@code to}. */
    record Part(Step step, long from, long to) {}

    private final UsageStore store;
    private final Consumer<Row> unreadable;

    /** By step: all that was counted before is in its rows. */
    private final Map<Step, Long> until = new ConcurrentHashMap<>();

    Rollups(UsageStore store, Consumer<Row> unreadable) {
        this.store = store;
        this.unreadable = unreadable;
    }

    /** Finds out how far it is. A row is only written when all that belongs to it is there. */
    CompletionStage<Void> load() {
        return load(Step.TEN_MINUTES).thenCompose(v -> load(Step.HOUR));
    }

    private CompletionStage<Void> load(Step step) {
        return store.newest(step).thenAccept(newest -> {
            if (newest.isPresent()) until.put(step, newest.getAsLong() + step.millis());
        });
    }

    /** @param saved all that was counted before it is in the store, and will not change */
    CompletionStage<Void> advance(long saved) {
        return advance(Step.TEN_MINUTES, saved).thenCompose(v -> advance(Step.HOUR, until(Step.TEN_MINUTES)));
    }

    private CompletionStage<Void> advance(Step step, long limit) {
        long end = step.floor(limit);
        if (until(step) >= end) return CompletableFuture.completedFuture(null);
        return store.next(step.finer(), until(step)).thenCompose(next -> advance(step, end, next));
    }

    private CompletionStage<Void> advance(Step step, long end, OptionalLong next) {
        long slot = next.isPresent() ? step.floor(next.getAsLong()) : Long.MAX_VALUE;
        if (slot >= end) {
            until.put(step, end);
            return CompletableFuture.completedFuture(null);
        }
        return roll(step, slot).thenCompose(v -> {
            until.put(step, slot + step.millis());
            return advance(step, end);
        });
    }

    private CompletionStage<Void> roll(Step step, long slot) {
        return store.rows(step.finer(), slot, slot + step.millis()).thenCompose(rows -> {
            Slice sum = Slice.bounded();
            for (Row row : rows) add(row, sum);
            return store.put(List.of(new Row(step, slot, 0, SliceCodec.write(sum))));
        });
    }

    private void add(Row row, Slice sum) {
        try {
            SliceCodec.read(row.cells(), sum::add);
        } catch (IllegalArgumentException e) {
            unreadable.accept(row);
        }
    }

    /** Drops what is kept in coarser rows and old enough. */
    CompletionStage<Void> forget(long now) {
        return store.forget(Step.MINUTE, Math.min(now - Step.MINUTE.kept(), until(Step.TEN_MINUTES)))
                .thenCompose(v ->
                        store.forget(Step.TEN_MINUTES, Math.min(now - Step.TEN_MINUTES.kept(), until(Step.HOUR))))
                .thenCompose(v -> store.forget(Step.HOUR, now - Step.HOUR.kept()));
    }

    /** Which rows tell of {@code range}: the coarsest that are fine enough, and finer ones where those are not made yet. */
    List<Part> parts(Range range) {
        List<Part> parts = new ArrayList<>();
        long from = range.from();
        for (Step step : List.of(Step.HOUR, Step.TEN_MINUTES)) {
            long to = Math.min(until(step), range.to());
            if (step.millis() > range.step() || to <= from) continue;
            parts.add(new Part(step, from, to));
            from = to;
        }
        if (from < range.to()) parts.add(new Part(Step.MINUTE, from, range.to()));
        return parts;
    }

    private long until(Step step) {
        return until.getOrDefault(step, 0L);
    }
}
