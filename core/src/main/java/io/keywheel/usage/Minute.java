package io.keywheel.usage;

import java.util.concurrent.ConcurrentHashMap;

/** A minute that is being counted. Any thread may count and read. */
final class Minute {
    private final long at;
    private final ConcurrentHashMap<CellKey, Cell> cells = new ConcurrentHashMap<>();
    private final Bounds bounds = new Bounds();

    Minute(long at) {
        this.at = at;
    }

    long at() {
        return at;
    }

    long end() {
        return at + Step.MINUTE.millis();
    }

    Cell cell(CellKey key) {
        Cell there = cells.get(key);
        return there != null ? there : made(bounds.of(key, cells.mappingCount()));
    }

    private Cell made(CellKey key) {
        return cells.computeIfAbsent(key, k -> new Cell(k.succeeded()));
    }

    Slice read() {
        Slice read = Slice.open();
        cells.forEach((key, cell) -> read.add(key, cell.read()));
        return read;
    }
}
