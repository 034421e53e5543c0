package io.keywheel.usage;

import io.keywheel.usage.UsageStore.Row;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Minutes of this process that the store has not got yet, or not as they are now. Belongs to one thread. */
final class Unsaved {
    private static final int MOST_MINUTES = 720;
    private static final long MOST_BYTES = 32L << 20;

    private record Kept(byte[] cells, boolean saved) {}

    private final TreeMap<Long, Kept> minutes = new TreeMap<>();

    /** The minute is so now. */
    void take(long at, Slice slice) {
        if (slice.isEmpty()) return;
        byte[] cells = SliceCodec.write(slice);
        Kept before = minutes.get(at);
        if (before == null || !Arrays.equals(before.cells(), cells)) minutes.put(at, new Kept(cells, false));
    }

    /** What is to be written. */
    List<Row> rows(long run) {
        return minutes.entrySet().stream()
                .filter(e -> !e.getValue().saved())
                .map(e -> new Row(Step.MINUTE, e.getKey(), run, e.getValue().cells()))
                .toList();
    }

    /** All that is known here, written or not. */
    Map<Long, byte[]> between(long from, long to) {
        Map<Long, byte[]> between = new TreeMap<>();
        minutes.subMap(from, Math.max(from, to)).forEach((at, kept) -> between.put(at, kept.cells()));
        return between;
    }

    void saved(List<Row> rows) {
        for (Row row : rows)
            minutes.computeIfPresent(
                    row.at(), (at, kept) -> kept.cells() == row.cells() ? new Kept(kept.cells(), true) : kept);
    }

    /** Lets go of what is saved and does not change any more. */
    void drop(long before) {
        minutes.headMap(before).values().removeIf(Kept::saved);
    }

    /** Lets go of the oldest where it is too much to hold; says how many. */
    int limit() {
        long bytes = minutes.values().stream().mapToLong(k -> k.cells().length).sum();
        int dropped = 0;
        Iterator<Kept> oldest = minutes.values().iterator();
        while (bytes > MOST_BYTES || minutes.size() > MOST_MINUTES) {
            bytes -= oldest.next().cells().length;
            oldest.remove();
            dropped++;
        }
        return dropped;
    }

    /** All that was counted before is saved. */
    long savedUntil(long oldestRunning) {
        return minutes.entrySet().stream()
                .filter(e -> !e.getValue().saved())
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .stream()
                .map(first -> Math.min(first, oldestRunning))
                .findFirst()
                .orElse(oldestRunning);
    }
}
