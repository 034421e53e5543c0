package io.keywheel.records;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store in memory that is ill, slow or well when a test says so. */
final class ShakyStore implements RecordStore {
    final Map<RecordId, StoredRecord> records = new HashMap<>();
    final List<AuditLine> audit = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    long lastSeen;
    private boolean well = true;
    private boolean holding;

    void fallIll() {
        well = false;
    }

    void getWell() {
        well = true;
        listeners.forEach(Runnable::run);
    }

    /** From now on nothing is written before {@link #goOn}. */
    void hold() {
        holding = true;
    }

    void goOn() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    @Override
    public CompletionStage<Loaded> load() {
        return well
                ? CompletableFuture.completedFuture(new Loaded(List.copyOf(records.values()), List.of(), lastSeen))
                : unavailable();
    }

    @Override
    public CompletionStage<Written> write(Writing writing) {
        if (!holding) return written(writing);
        CompletableFuture<Written> later = new CompletableFuture<>();
        held.add(() -> written(writing).whenComplete((done, failure) -> {
            if (failure == null) later.complete(done);
            else later.completeExceptionally(failure);
        }));
        return later;
    }

    private CompletionStage<Written> written(Writing writing) {
        if (!well) return unavailable();
        List<StoredRecord> newer = new ArrayList<>();
        for (StoredRecord record : writing.records()) {
            StoredRecord here = records.get(record.id());
            if (here == null || record.isNewerThan(here)) records.put(record.id(), record);
            else if (!here.version().equals(record.version())) newer.add(here);
        }
        List<AuditLine> lines = new ArrayList<>();
        for (AuditEntry entry : writing.audit()) {
            AuditLine line = AuditLine.after(audit.isEmpty() ? null : audit.get(audit.size() - 1), "alone", entry);
            audit.add(line);
            lines.add(line);
        }
        return CompletableFuture.completedFuture(new Written(lines, newer));
    }

    @Override
    public CompletionStage<Void> adopt(Collection<StoredRecord> theirs) {
        records.clear();
        theirs.forEach(record -> records.put(record.id(), record));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> forget(long before) {
        records.values().removeIf(record -> Replica.isLapsed(record, before));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isWell() {
        return well;
    }

    @Override
    public void onWell(Runnable listener) {
        listeners.add(listener);
    }

    private static <T> CompletionStage<T> unavailable() {
        return CompletableFuture.failedFuture(new StoreUnavailable("the store of this test is ill"));
    }
}
