package io.keywheel.keyring;

import io.keywheel.records.Content;
import io.keywheel.records.RecordId;
import io.keywheel.records.StoredRecord;
import io.keywheel.records.Version;
import io.keywheel.sealing.Binding;
import io.keywheel.sealing.Opened;
import io.keywheel.sealing.Sealer;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Seals what records say and opens it again. What cannot be opened is told, and not used. */
public final class Vault {
    private static final String PURPOSE = "record";

    private final Sealer sealer;
    private final BiConsumer<RecordId, String> alarm;

    /** @param alarm told of a record that does not open, and why */
    public Vault(Sealer sealer, BiConsumer<RecordId, String> alarm) {
        this.sealer = sealer;
        this.alarm = alarm;
    }

    Content sealing(RecordId id, byte[] said) {
        return version -> sealer.seal(binding(id, version), said);
    }

    /** Empty where it cannot be opened, which is told. */
    Optional<byte[]> open(StoredRecord record) {
        Opened opened = sealer.open(binding(record.id(), record.version()), record.content());
        if (opened instanceof Opened.Content content) return Optional.of(content.bytes());
        alarm.accept(
                record.id(),
                opened instanceof Opened.OtherMasterKey other
                        ? "it is sealed with master key " + other.id()
                                + ", which is not here: add that one to KEYWHEEL_MASTER_KEY"
                        : "it was altered, or put in another's place");
        return Optional.empty();
    }

    /** Whether it should be sealed anew before an old master key can go. */
    boolean isSealedWithOld(StoredRecord record) {
        return sealer.isSealedWithOld(record.content());
    }

    private static Binding binding(RecordId id, Version version) {
        return new Binding(
                PURPOSE, id.kind().name(), id.id(), "", version.incarnation(), version.revision(), version.disabled());
    }
}
