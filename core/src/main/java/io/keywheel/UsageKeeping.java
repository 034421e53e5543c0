package io.keywheel;

import io.keywheel.usage.KeptInMemory;
import io.keywheel.usage.Step;
import io.keywheel.usage.UsageStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Where counts are kept: in memory, unless there is a store. It is said before counting starts. */
final class UsageKeeping implements UsageStore {
    private volatile UsageStore store = new KeptInMemory();

    void in(UsageStore opened) {
        store = opened;
    }

    @Override
    public CompletionStage<Void> put(List<Row> rows) {
        return store.put(rows);
    }

    @Override
    public CompletionStage<List<Row>> rows(Step step, long from, long to) {
        return store.rows(step, from, to);
    }

    @Override
    public CompletionStage<OptionalLong> next(Step step, long from) {
        return store.next(step, from);
    }

    @Override
    public CompletionStage<OptionalLong> newest(Step step) {
        return store.newest(step);
    }

    @Override
    public CompletionStage<Void> forget(Step step, long before) {
        return store.forget(step, before);
    }
}
