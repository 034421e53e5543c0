package io.keywheel.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Counts of some time, by cell. Belongs to one thread. */
final class Slice {
    private final Map<CellKey, Counts> cells = new HashMap<>();
    private final @Nullable Bounds bounds;

    private Slice(@Nullable Bounds bounds) {
        this.bounds = bounds;
    }

    /** With no more cells and models than are worth keeping. */
    static Slice bounded() {
        return new Slice(new Bounds());
    }

    /** For cells that are few by what they name. */
    static Slice open() {
        return new Slice(null);
    }

    void add(CellKey key, Counts counts) {
        Counts there = cells.get(key);
        if (there == null && bounds != null) {
            CellKey bounded = bounds.of(key, cells.size());
            cells.computeIfAbsent(bounded, k -> new Counts()).add(counts);
        } else if (there == null) {
            cells.put(key, Counts.copy(counts));
        } else {
            there.add(counts);
        }
    }

    void add(Slice other) {
        other.forEach(this::add);
    }

    void subtract(CellKey key, Counts counts) {
        Counts there = cells.get(key);
        if (there != null) there.subtract(counts);
    }

    void dropNothing() {
        cells.values().removeIf(Counts::isNothing);
    }

    int size() {
        return cells.size();
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    void forEach(BiConsumer<CellKey, Counts> reader) {
        cells.forEach(reader);
    }
}
