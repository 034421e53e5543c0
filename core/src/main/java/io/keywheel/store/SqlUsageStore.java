package io.keywheel.store;

import io.keywheel.usage.Step;
import io.keywheel.usage.UsageStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** A member's counts in the table of counts. */
final class SqlUsageStore implements UsageStore {
    private final Lane writing;
    private final Lane reading;
    private final UsageTable table;

    SqlUsageStore(Lane writing, Lane reading, UsageTable table) {
        this.writing = writing;
        this.reading = reading;
        this.table = table;
    }

    @Override
    public CompletionStage<Void> put(List<Row> rows) {
        return writing.run(connection -> table.put(connection, rows));
    }

    @Override
    public CompletionStage<List<Row>> rows(Step step, long from, long to) {
        return reading.run(connection -> table.rows(connection, step, from, to));
    }

    @Override
    public CompletionStage<OptionalLong> next(Step step, long from) {
        return reading.run(connection -> table.next(connection, step, from));
    }

    @Override
    public CompletionStage<OptionalLong> newest(Step step) {
        return reading.run(connection -> table.newest(connection, step));
    }

    @Override
    public CompletionStage<Void> forget(Step step, long before) {
        return writing.run(connection -> table.forget(connection, step, before));
    }
}
