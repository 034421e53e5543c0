package io.keywheel.keyring;

import io.keywheel.admin.port.KeyPatch;
import io.keywheel.keyring.Keyring.Laid;
import io.keywheel.pool.PoolKey;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Content;
import io.keywheel.records.Kind;
import io.keywheel.records.Mark;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.Records;
import io.keywheel.records.StoredRecord;
import org.jspecify.annotations.Nullable;

/** What the API changes of configured keys: label, weight, quota group and whether they are used. */
final class Overlays {
    private final Records records;
    private final Vault vault;
    private final Ledger ledger;

    Overlays(Records records, Vault vault, Ledger ledger) {
        this.records = records;
        this.vault = vault;
        this.ledger = ledger;
    }

    /** The same overlay with what the patch says. */
    static Overlay patched(Overlay before, KeyPatch patch) {
        boolean own =
                patch.ownGroup() || (before.ownGroup() && patch.quotaGroup().isEmpty());
        return new Overlay(before.traits().patched(patch), own, patch.enabled().orElse(before.enabled()));
    }

    AuditedChange lay(PoolKey configured, @Nullable Laid before, Overlay after, MadeKeys.What what) {
        RecordId id = new RecordId(Kind.OVERLAY, configured.id());
        Content content = vault.sealing(id, Said.bytes(after));
        PoolKey shownBefore = before == null ? configured : before.overlay().over(configured);
        return new AuditedChange(
                change(id, before, after, content),
                ledger.entry(what.by(), what.name(), shownBefore, after.over(configured)));
    }

    private RecordChange change(RecordId id, @Nullable Laid before, Overlay after, Content content) {
        Mark mark = ledger.mark();
        if (before == null) {
            @Nullable StoredRecord current = records.get(id).orElse(null);
            return after.enabled()
                    ? RecordChange.create(id, current, mark, content)
                    : RecordChange.createDisabled(id, current, mark, content);
        }
        if (after.enabled() == before.overlay().enabled()) return RecordChange.update(before.record(), mark, content);
        return after.enabled()
                ? RecordChange.enable(before.record(), mark, content)
                : RecordChange.disable(before.record(), mark, content);
    }
}
