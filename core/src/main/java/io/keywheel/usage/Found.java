package io.keywheel.usage;

import java.util.Map;
import java.util.TreeMap;

/** Counts by when each step begins. Belongs to one thread at a time. */
final class Found {
    private final TreeMap<Long, Slice> steps = new TreeMap<>();
    private boolean whole = true;

    void add(long at, byte[] cells) {
        Slice slice = steps.computeIfAbsent(at, a -> Slice.open());
        SliceCodec.read(cells, slice::add);
    }

    void add(long at, CellKey key, Counts counts) {
        steps.computeIfAbsent(at, a -> Slice.open()).add(key, counts);
    }

    /** Something could not be read. */
    void lacks() {
        whole = false;
    }

    boolean isWhole() {
        return whole;
    }

    Map<Long, Slice> steps() {
        return steps;
    }
}
