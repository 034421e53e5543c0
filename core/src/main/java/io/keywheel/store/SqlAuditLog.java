package io.keywheel.store;

import io.keywheel.records.AuditEntry;
import io.keywheel.records.AuditLine;
import io.keywheel.records.AuditLog;
import io.keywheel.records.RecordStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A member's audit in the table of audits. */
final class SqlAuditLog implements AuditLog {
    private static final int LINES_AT_ONCE = 1_000;

    private final Committer committer;
    private final Lane reading;
    private final AuditTable table;

    SqlAuditLog(Committer committer, Lane reading, AuditTable table) {
        this.committer = committer;
        this.reading = reading;
        this.table = table;
    }

    @Override
    public CompletionStage<AuditLine> append(AuditEntry entry) {
        return committer
                .write(new RecordStore.Writing(List.of(), List.of(entry)))
                .thenApply(written -> written.lines().get(0));
    }

    @Override
    public CompletionStage<List<AuditLine>> page(long before, int limit) {
        return reading.run(connection -> table.page(connection, before, limit));
    }

    @Override
    public CompletionStage<Check> verify() {
        return verify(null);
    }

    /** Piece by piece, so that a long chain takes no call beyond its time. */
    private CompletableFuture<Check> verify(@Nullable AuditLine last) {
        long seq = last == null ? 0 : last.seq();
        return reading.run(connection -> table.following(connection, seq, LINES_AT_ONCE))
                .thenCompose(lines -> verify(last, lines));
    }

    private CompletableFuture<Check> verify(@Nullable AuditLine before, List<AuditLine> lines) {
        AuditLine last = before;
        for (AuditLine line : lines) {
            if (!line.follows(last)) return CompletableFuture.completedFuture(new Check.Broken(line.seq()));
            last = line;
        }
        if (lines.size() == LINES_AT_ONCE) return verify(last);
        return CompletableFuture.completedFuture(new Check.Sound(last == null ? 0 : last.seq()));
    }
}
