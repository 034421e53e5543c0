package io.keywheel.usage;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where nothing survives the process: what it counted in the last while. */
public final class KeptInMemory implements UsageStore {
    private static final long MOST_BYTES = 64L << 20;

    private record Place(Step step, long at, long run) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byStep = step.compareTo(other.step);
            int byAt = byStep != 0 ? byStep : Long.compare(at, other.at);
            return byAt != 0 ? byAt : Long.compare(run, other.run);
        }
    }

    private final TreeMap<Place, Row> rows = new TreeMap<>();
    private long bytes;

    @Override
    public synchronized CompletionStage<Void> put(List<Row> put) {
        for (Row row : put) {
            Row before = rows.put(new Place(row.step(), row.at(), row.run()), row);
            bytes += row.cells().length - (before == null ? 0 : before.cells().length);
        }
        while (bytes > MOST_BYTES && rows.size() > 1)
            bytes -= rows.pollFirstEntry().getValue().cells().length;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<List<Row>> rows(Step step, long from, long to) {
        if (from >= to) return CompletableFuture.completedFuture(List.of());
        return CompletableFuture.completedFuture(
                List.copyOf(rows.subMap(first(step, from), first(step, to)).values()));
    }

    private static Place first(Step step, long at) {
        return new Place(step, at, Long.MIN_VALUE);
    }

    @Override
    public synchronized CompletionStage<OptionalLong> next(Step step, long from) {
        Place next = rows.ceilingKey(first(step, from));
        boolean is = next != null && next.step() == step;
        return CompletableFuture.completedFuture(is ? OptionalLong.of(next.at()) : OptionalLong.empty());
    }

    @Override
    public synchronized CompletionStage<OptionalLong> newest(Step step) {
        Place newest = rows.lowerKey(first(step, Long.MAX_VALUE));
        boolean is = newest != null && newest.step() == step;
        return CompletableFuture.completedFuture(is ? OptionalLong.of(newest.at()) : OptionalLong.empty());
    }

    @Override
    public synchronized CompletionStage<Void> forget(Step step, long before) {
        var old = rows.subMap(first(step, Long.MIN_VALUE), first(step, before)).values();
        bytes -= old.stream().mapToLong(r -> r.cells().length).sum();
        old.clear();
        return CompletableFuture.completedFuture(null);
    }
}
