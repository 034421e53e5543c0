package io.keywheel.keyring;

import io.keywheel.admin.port.By;
import io.keywheel.admin.port.KeyPatch;
import io.keywheel.admin.port.NewKey;
import io.keywheel.keyring.KeySaid.Traits;
import io.keywheel.keyring.Keyring.Made;
import io.keywheel.pool.PoolKey;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Content;
import io.keywheel.records.Kind;
import io.keywheel.records.Mark;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.Records;
import io.keywheel.records.StoredRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes of keys that are made through the API, as changes of their records. */
final class MadeKeys {
    private final Records records;
    private final Vault vault;
    private final Ledger ledger;

    MadeKeys(Records records, Vault vault, Ledger ledger) {
        this.records = records;
        this.vault = vault;
        this.ledger = ledger;
    }

    static String idOf(NewKey key) {
        return key.id().orElseGet(() -> key.provider() + "-" + key.secret().fingerprint(key.provider()));
    }

    static KeySaid said(NewKey key) {
        Traits traits = new Traits(
                key.traits().label(), key.traits().quotaGroup(), key.traits().weight());
        return new KeySaid(key.provider(), key.secret(), traits, Optional.empty());
    }

    AuditedChange create(NewKey key, By by) {
        RecordId id = new RecordId(Kind.KEY, idOf(key));
        KeySaid said = said(key);
        Content content = vault.sealing(id, Said.bytes(said));
        Mark mark = ledger.mark();
        @Nullable StoredRecord current = records.get(id).orElse(null);
        RecordChange change = key.traits().enabled()
                ? RecordChange.create(id, current, mark, content)
                : RecordChange.createDisabled(id, current, mark, content);
        PoolKey after = said.key(id.id(), key.traits().enabled());
        return new AuditedChange(change, ledger.entry(by, "key.create", null, after));
    }

    /** What the key is to be is all that {@code key} says. */
    AuditedChange put(Made made, NewKey key, By by) {
        return change(made, said(key), key.traits().enabled(), new What("key.put", by));
    }

    AuditedChange patch(Made made, KeyPatch patch, What what) {
        KeySaid before = made.said();
        Traits traits = before.traits().patched(patch);
        KeySaid after =
                new KeySaid(before.provider(), patch.secret().orElse(before.secret()), traits, Optional.empty());
        boolean enabled = patch.enabled().orElse(isEnabled(made));
        return change(made, after, enabled, what);
    }

    /** Who wants it, and what it is called. */
    record What(String name, By by) {}

    AuditedChange change(Made made, KeySaid after, boolean enabled, What what) {
        StoredRecord current = made.record();
        Content content = vault.sealing(current.id(), Said.bytes(after));
        Mark mark = ledger.mark();
        RecordChange change = enabled == isEnabled(made)
                ? RecordChange.update(current, mark, content)
                : enabled ? RecordChange.enable(current, mark, content) : RecordChange.disable(current, mark, content);
        PoolKey shown = after.key(current.id().id(), enabled);
        return new AuditedChange(change, ledger.entry(what.by(), what.name(), made.key(), shown));
    }

    AuditedChange remove(Made made, By by) {
        RecordChange change = RecordChange.remove(made.record(), ledger.mark());
        return new AuditedChange(change, ledger.entry(by, "key.remove", made.key(), null));
    }

    static boolean isEnabled(Made made) {
        return !made.record().version().disabled();
    }

    /** Whether nothing would change. */
    static boolean isSo(Made made, NewKey key) {
        return made.said().equals(said(key)) && isEnabled(made) == key.traits().enabled();
    }
}
