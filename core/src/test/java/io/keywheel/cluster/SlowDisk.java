package io.keywheel.cluster;

import io.keywheel.records.RecordStore;
import io.keywheel.records.StoreUnavailable;
import io.keywheel.records.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that hangs, or is ill, when a test says so. */
final class SlowDisk implements RecordStore {
    private final RecordStore disk;
    private volatile CompletableFuture<Void> free = CompletableFuture.completedFuture(null);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean ill;

    SlowDisk(RecordStore disk) {
        this.disk = disk;
    }

    void hang() {
        free = new CompletableFuture<>();
    }

    void goOn() {
        free.complete(null);
    }

    void fallIll() {
        ill = true;
    }

    void getWell() {
        ill = false;
        listeners.forEach(Runnable::run);
    }

    @Override
    public CompletionStage<Loaded> load() {
        return disk.load();
    }

    @Override
    public CompletionStage<Written> write(Writing writing) {
        if (ill) return CompletableFuture.failedFuture(new StoreUnavailable("the disk of this test is ill"));
        return free.thenCompose(v -> disk.write(writing));
    }

    @Override
    public CompletionStage<Void> adopt(Collection<StoredRecord> records) {
        return disk.adopt(records);
    }

    @Override
    public CompletionStage<Void> forget(long before) {
        return disk.forget(before);
    }

    @Override
    public boolean isWell() {
        return !ill && disk.isWell();
    }

    @Override
    public void onWell(Runnable listener) {
        listeners.add(listener);
        disk.onWell(listener);
    }
}
