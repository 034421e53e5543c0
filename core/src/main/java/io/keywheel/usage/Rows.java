package io.keywheel.usage;

import io.keywheel.usage.UsageStore.Row;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a member counted, as it is kept.
 *
 * @param whole whether the store gave what it has
 * @param unreadable told of rows that are none
 */
record Rows(List<Row> rows, boolean whole, Consumer<Row> unreadable) {

    /** Takes one cell. */
    interface Reader {
        void cell(long at, CellKey key, Counts counts);
    }

    /**
     * Hands out every cell.
     *
     * @param step to which moments are rounded down
     * @return whether all could be read
     */
    boolean read(long step, Reader reader) {
        boolean all = whole;
        for (Row row : rows) {
            long at = Step.floor(row.at(), step);
            try {
                SliceCodec.read(row.cells(), (key, counts) -> reader.cell(at, key, counts));
            } catch (IllegalArgumentException e) {
                all = false;
                unreadable.accept(row);
            }
        }
        return all;
    }
}
