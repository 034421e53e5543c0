package io.keywheel.usage;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Counts by when each step begins. Belongs to one thread at a time. */
final class Found {
    private final TreeMap<Long, Slice> steps = new TreeMap<>();
    private boolean whole = true;

    void add(long at, byte[] cells, UnaryOperator<CellKey> as) {
        Slice slice = steps.computeIfAbsent(at, a -> Slice.open());
        SliceCodec.read(cells, as, slice::add);
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
