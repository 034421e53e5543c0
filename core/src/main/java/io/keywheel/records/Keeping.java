package io.keywheel.records;

import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what stands and the store alike: reads the store when it can be reached, and writes what it lacks when it is back. */
final class Keeping {
    private final Replica replica;
    private final RecordStore store;
    private final InstantSource clock;
    private final Words words;

    /** Guarded by this, like the rest. */
    private final Backlog backlog = new Backlog();

    private boolean loaded;
    private boolean catchingUp;
    private boolean believing = true;
    private boolean disbelieved;
    private boolean fresh;

    Keeping(Replica replica, RecordStore store, InstantSource clock, Words words) {
        this.replica = replica;
        this.store = store;
        this.clock = clock;
        this.words = words;
    }

    /** @param believes whether a store is read that was away for so long that others have forgotten what was removed */
    CompletionStage<Boolean> start(boolean believes) {
        synchronized (this) {
            believing = believes;
        }
        return load().handle((v, failure) -> {
            store.onWell(this::catchUp);
            // It may have come back before anybody asked to be told.
            if (failure != null && store.isWell()) catchUp();
            return failure == null;
        });
    }

    synchronized boolean isLoaded() {
        return loaded;
    }

    synchronized boolean isInDoubt() {
        return disbelieved;
    }

    synchronized boolean isFresh() {
        return fresh;
    }

    synchronized boolean lacks(StoredRecord record) {
        return backlog.has(record);
    }

    /** Reads the store however old it is. */
    void believe() {
        synchronized (this) {
            believing = true;
        }
        catchUp();
    }

    /** Takes over the records of others in place of those in the store. */
    CompletionStage<Void> adopt(Collection<StoredRecord> theirs) {
        return store.adopt(theirs).thenRun(() -> {
            replica.adopt(theirs);
            read(true);
        });
    }

    private CompletionStage<Void> load() {
        return store.load().thenAccept(found -> {
            if (!isBelieved(found)) return;
            found.unreadable().forEach(words::unreadable);
            long lapsed = lapsed();
            found.records().stream().filter(r -> !Replica.isLapsed(r, lapsed)).forEach(replica::offer);
            read(found.lastSeen() > 0 && !found.isTooOldToBelieve(clock.millis()));
            tidy();
        });
    }

    /** How old it was says nothing any more once it is read: from then on this process writes to it. */
    private synchronized boolean isBelieved(RecordStore.Loaded found) {
        disbelieved = !loaded && !believing && found.isTooOldToBelieve(clock.millis());
        return !disbelieved;
    }

    private synchronized void read(boolean isFresh) {
        if (!loaded) fresh = isFresh;
        loaded = true;
        disbelieved = false;
    }

    /** Drops the tombstones that have stood long enough. */
    void tidy() {
        replica.forget(lapsed());
        store.forget(lapsed());
    }

    private long lapsed() {
        return clock.millis() - Replica.TOMBSTONES_STAY.toMillis();
    }

    /** These stand, and are written when the store is there again. */
    void later(RecordStore.Writing unwritten) {
        synchronized (this) {
            backlog.add(unwritten);
        }
        unwritten.audit().forEach(words::unwritten);
        unwritten.records().forEach(replica::offer);
    }

    /** It may have come back before something was in the backlog. */
    void catchUpWhereWell() {
        if (store.isWell()) catchUp();
    }

    /** Reads what the store holds, then writes what it lacks. */
    private void catchUp() {
        synchronized (this) {
            if (catchingUp) return;
            catchingUp = true;
        }
        load().thenCompose(v -> writeBacklog()).whenComplete((v, failure) -> {
            boolean more;
            synchronized (this) {
                catchingUp = false;
                more = !backlog.isEmpty();
            }
            if (more && failure == null) catchUp();
        });
    }

    private CompletionStage<Void> writeBacklog() {
        RecordStore.Writing waiting;
        synchronized (this) {
            if (backlog.isEmpty()) return CompletableFuture.completedFuture(null);
            waiting = backlog.all();
        }
        return store.write(waiting).thenAccept(written -> {
            synchronized (this) {
                backlog.written(waiting);
            }
            written.newerThere().forEach(replica::offer);
        });
    }
}
