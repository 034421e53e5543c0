package io.keywheel.records;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The records of a process without members, and what a member keeps for itself. A change is decided under a lock that nothing waits in,
 * is written, stands, and is acknowledged, in this order; what takes something away stands before it is written, and without a store too.
 */
public final class AloneRecords implements Records {
    private final Replica replica = new Replica();
    private final RecordStore store;
    private final Keeping keeping;

    /** Decided and on the way to the disk: the next change builds on it. Guarded by this. */
    private final Map<RecordId, Round.Step> ahead = new HashMap<>();

    public AloneRecords(RecordStore store, InstantSource clock, Words words) {
        this.store = store;
        this.keeping = new Keeping(replica, store, clock, words);
    }

    /** Ends when the store's records stand. Where the store cannot be reached, they will as soon as it can. */
    public CompletionStage<Boolean> start() {
        return keeping.start(true);
    }

    /**
     * The same, but a store that was away for so long that others have forgotten what was removed is not read before {@link #believe} or
     * {@link #adopt} is called.
     */
    public CompletionStage<Boolean> startDoubting() {
        return keeping.start(false);
    }

    /** Whether there is a store that was away for too long to be believed. */
    public boolean isInDoubt() {
        return keeping.isInDoubt();
    }

    /** Whether what stands here comes from a store that was not away for long: others may take it over. */
    public boolean isFresh() {
        return keeping.isFresh();
    }

    /** The store is to be read, however old it is. */
    public void believe() {
        keeping.believe();
    }

    /** Takes over the records of others in place of those in the store. */
    public CompletionStage<Void> adopt(Collection<StoredRecord> theirs) {
        return keeping.adopt(theirs);
    }

    /** Drops the tombstones that have stood long enough; worth doing once a day. */
    public void tidy() {
        keeping.tidy();
    }

    /** Whether something can be added. */
    public boolean isWell() {
        return isLoaded() && store.isWell();
    }

    /** Whether the store has been read: what is not known here does not exist, as far as this process can tell. */
    public boolean isLoaded() {
        return keeping.isLoaded();
    }

    /** What stands here, to be compared and never to be changed. */
    public Replica replica() {
        return replica;
    }

    /**
     * Lets stand and writes what was decided elsewhere: what takes something away at once, the rest when it is written. Ends with whether
     * it is safe on a disk; where it is not, it is written as soon as the store is there again.
     */
    public CompletionStage<Boolean> take(RecordStore.Writing decided) {
        if (decided.records().isEmpty()) return CompletableFuture.completedFuture(true);
        CompletionStage<RecordStore.Written> written = store.isWell() ? store.write(decided) : null;
        decided.records().stream().filter(AloneRecords::isUsedByNobody).forEach(replica::offer);
        if (written == null) {
            keep(decided);
            return CompletableFuture.completedFuture(false);
        }
        return written.handle((done, failure) -> {
            if (done == null) keep(decided);
            else decided.records().forEach(replica::offer);
            if (done != null) done.newerThere().forEach(replica::offer);
            return done != null;
        });
    }

    private static boolean isUsedByNobody(StoredRecord record) {
        return !record.isLive() || record.version().disabled();
    }

    private void keep(RecordStore.Writing decided) {
        keeping.later(decided);
        keeping.catchUpWhereWell();
    }

    @Override
    public Optional<StoredRecord> get(RecordId id) {
        return replica.get(id);
    }

    @Override
    public List<StoredRecord> all(Kind kind) {
        return replica.all(kind);
    }

    @Override
    public void listen(RecordListener listener) {
        replica.listen(listener);
    }

    @Override
    public long digest() {
        return replica.digest();
    }

    @Override
    public CompletionStage<Acknowledgement> change(AuditedChange change) {
        return changeAll(List.of(change)).thenApply(answers -> answers.get(0));
    }

    @Override
    public CompletionStage<List<Acknowledgement>> changeAll(List<AuditedChange> changes) {
        Round round = new Round();
        CompletionStage<RecordStore.Written> written = null;
        synchronized (this) {
            for (AuditedChange change : changes) decide(change, round);
            RecordStore.Writing writing = round.writing();
            // Handed over under the lock, so that changes are written in the order in which they were decided.
            if (writing != null) written = store.write(writing);
        }
        for (Round.Step step : round.toKeep) keep(step);
        for (Round.Step step : round.toWrite) if (takesAway(step)) replica.offer(step.next());
        if (written != null) written.whenComplete((done, failure) -> settle(round, done));
        return round.whole();
    }

    /** Only with the lock. */
    private void decide(AuditedChange change, Round round) {
        boolean well = isWell();
        if (!well && !change.change().action().takesAway()) {
            round.answered(new Acknowledgement.Unavailable());
            return;
        }
        Decision decision = change.change().decide(newest(change.change().id()));
        if (decision instanceof Decision.Applied applied) {
            Round.Step step = new Round.Step(applied.next(), change, new CompletableFuture<>());
            round.answers.add(step.answer());
            (well ? round.toWrite : round.toKeep).add(step);
            ahead.put(step.next().id(), step);
        } else if (decision instanceof Decision.Repeated repeated) {
            round.answers.add(firstAnswer(repeated.first()));
        } else {
            // A record that stands in a store which nobody has read yet is not missing.
            boolean unknown = !isLoaded() && decision instanceof Decision.Missing;
            round.answered(unknown ? new Acknowledgement.Unavailable() : new Acknowledgement.Refused(decision));
        }
    }

    private @Nullable StoredRecord newest(RecordId id) {
        Round.Step step = ahead.get(id);
        return step != null ? step.next() : replica.get(id).orElse(null);
    }

    private CompletableFuture<Acknowledgement> firstAnswer(StoredRecord first) {
        Round.Step step = ahead.get(first.id());
        if (step != null) return step.answer();
        return CompletableFuture.completedFuture(new Acknowledgement.Applied(first, !keeping.lacks(first), List.of()));
    }

    private static boolean takesAway(Round.Step step) {
        return step.change().change().action().takesAway();
    }

    /** It stands, and is written when the store is there again. */
    private void keep(Round.Step step) {
        keeping.later(new RecordStore.Writing(
                List.of(step.next()), List.of(step.change().audit())));
        stand(step);
        step.answer(false);
        keeping.catchUpWhereWell();
    }

    private void settle(Round round, RecordStore.@Nullable Written done) {
        for (Round.Step step : round.toWrite) {
            if (done == null) {
                keep(step);
            } else {
                stand(step);
                answer(step, done);
            }
        }
    }

    private void stand(Round.Step step) {
        replica.offer(step.next());
        synchronized (this) {
            ahead.remove(step.next().id(), step);
        }
    }

    /** Another process that writes to the same store may have been first. */
    private void answer(Round.Step step, RecordStore.Written done) {
        for (StoredRecord newer : done.newerThere()) {
            if (!newer.id().equals(step.next().id())) continue;
            replica.offer(newer);
            if (newer.descendsFrom(step.next())) continue;
            step.answer().complete(new Acknowledgement.Refused(new Decision.Stale(newer)));
            return;
        }
        step.answer(true);
    }
}
