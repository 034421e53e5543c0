package io.keywheel.store;

import io.keywheel.records.AuditEntry;
import io.keywheel.records.AuditLine;
import io.keywheel.records.RecordId;
import io.keywheel.records.RecordStore.Writing;
import io.keywheel.records.RecordStore.Written;
import io.keywheel.records.StoreUnavailable;
import io.keywheel.records.StoredRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Commits together what came while the last commit was on its way: one wait for the disk for all of it. */
final class Committer {
    private static final int MOST_AT_ONCE = 500;

    private record Waiting(Writing writing, CompletableFuture<Written> answer) {}

    private final Lane lane;
    private final AuditTable audit;
    private final Lane.Work<?> touch;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /** @param touch notes when the store was last seen */
    Committer(Lane lane, AuditTable audit, Lane.Work<?> touch) {
        this.lane = lane;
        this.audit = audit;
        this.touch = touch;
    }

    CompletableFuture<Written> write(Writing writing) {
        Waiting waiting = new Waiting(writing, new CompletableFuture<>());
        queue.add(waiting);
        lane.execute(waiting.answer(), this::writeWaiting);
        return lane.timed(waiting.answer());
    }

    /** Finds nothing where an earlier turn has taken it along. */
    private void writeWaiting() {
        List<Waiting> group = next();
        if (group.isEmpty()) return;
        try {
            write(group);
        } catch (StoreUnavailable e) {
            if (group.size() == 1) group.get(0).answer().completeExceptionally(e);
            else group.forEach(this::writeAlone);
        }
    }

    private List<Waiting> next() {
        List<Waiting> group = new ArrayList<>();
        for (Waiting one = queue.poll(); one != null; one = queue.poll()) {
            // Whoever asked was told already that it was not done.
            if (!one.answer().isDone()) group.add(one);
            if (group.size() == MOST_AT_ONCE) break;
        }
        return group;
    }

    /** One that cannot be written should not keep the others back. */
    private void writeAlone(Waiting one) {
        if (one.answer().isDone()) return;
        try {
            write(List.of(one));
        } catch (StoreUnavailable e) {
            one.answer().completeExceptionally(e);
        }
    }

    private void write(List<Waiting> group) {
        List<StoredRecord> records =
                group.stream().flatMap(w -> w.writing().records().stream()).toList();
        List<AuditEntry> entries =
                group.stream().flatMap(w -> w.writing().audit().stream()).toList();
        Written all = lane.inTransaction(connection -> write(connection, records, entries));
        int line = 0;
        for (Waiting one : group) {
            int end = line + one.writing().audit().size();
            one.answer().complete(part(one.writing(), all, all.lines().subList(line, end)));
            line = end;
        }
    }

    private Written write(Connection connection, List<StoredRecord> records, List<AuditEntry> entries)
            throws SQLException {
        List<StoredRecord> newerThere = RecordTable.put(connection, records);
        List<AuditLine> lines = audit.append(connection, entries);
        touch.in(connection);
        return new Written(lines, newerThere);
    }

    private static Written part(Writing writing, Written all, List<AuditLine> lines) {
        if (all.newerThere().isEmpty()) return new Written(lines, List.of());
        Set<RecordId> own = writing.records().stream().map(StoredRecord::id).collect(Collectors.toSet());
        List<StoredRecord> newer =
                all.newerThere().stream().filter(r -> own.contains(r.id())).toList();
        return new Written(lines, newer);
    }
}
