package io.keywheel.keyring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Resealing;
import io.keywheel.records.Acknowledgement;
import io.keywheel.records.AuditEntry;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordChange;
import io.keywheel.records.Records;
import io.keywheel.records.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/** Seals every record with the newest master key: an ordinary change of each, so that the old key can go. */
public final class RecordResealing implements Resealing {
    private static final int AT_ONCE = 200;

    private final Records records;
    private final Vault vault;
    private final Ledger ledger;

    public RecordResealing(Records records, Vault vault, Ledger ledger) {
        this.records = records;
        this.vault = vault;
        this.ledger = ledger;
    }

    private List<StoredRecord> all() {
        List<StoredRecord> all = new ArrayList<>();
        for (Kind kind : Kind.values()) all.addAll(records.all(kind));
        return all;
    }

    @Override
    public int records() {
        return all().size();
    }

    /** Gives how many were sealed anew; fails where one that should be could not. */
    @Override
    public CompletionStage<Integer> reseal(IntConsumer progress, By by) {
        List<StoredRecord> old = all().stream().filter(vault::isSealedWithOld).toList();
        return from(old, 0, new Asked(progress, by));
    }

    private record Asked(IntConsumer progress, By by) {}

    private CompletionStage<Integer> from(List<StoredRecord> old, int done, Asked asked) {
        asked.progress().accept(done);
        if (done == old.size()) return CompletableFuture.completedStage(done);
        List<StoredRecord> part = old.subList(done, Math.min(old.size(), done + AT_ONCE));
        List<AuditedChange> changes = new ArrayList<>();
        for (StoredRecord record : part)
            vault.open(record).ifPresent(said -> changes.add(change(record, said, asked.by())));
        return records.changeAll(changes).thenCompose(answers -> {
            boolean away = answers.stream().anyMatch(a -> a instanceof Acknowledgement.Unavailable);
            if (away) return CompletableFuture.failedStage(new IllegalStateException("the store is away"));
            return from(old, done + part.size(), asked);
        });
    }

    private AuditedChange change(StoredRecord record, byte[] said, By by) {
        RecordChange change = RecordChange.update(record, ledger.mark(), vault.sealing(record.id(), said));
        AuditEntry entry =
                ledger.entry(by, "record.reseal", record.id().toString(), JsonNodeFactory.instance.objectNode());
        return new AuditedChange(change, entry);
    }
}
