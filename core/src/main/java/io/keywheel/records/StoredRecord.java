package io.keywheel.records;

import java.util.Arrays;

/**
 * One record as it stands in map, store and exchange.
 *
 * @param changedAt milliseconds since 1970
 * @param content sealed; empty where the record is removed
 */
public record StoredRecord(RecordId id, Version version, Ancestry ancestry, long changedAt, byte[] content) {
    private static final byte[] EMPTY = {};

    /** One that nothing was built on yet. */
    static StoredRecord of(RecordId id, Version version, long at, byte[] content) {
        return new StoredRecord(id, version, Ancestry.NONE, at, content);
    }

    static StoredRecord tombstone(RecordId id, Version version, long at) {
        return of(id, version, at, EMPTY);
    }

    public boolean isLive() {
        return !version.tombstone();
    }

    /** Whether this should take the place of {@code other}. */
    public boolean isNewerThan(StoredRecord other) {
        return VersionOrder.isNewer(version, other.version);
    }

    /** Whether whoever made this knew {@code earlier}. */
    public boolean descendsFrom(StoredRecord earlier) {
        return ancestry.has(earlier.version.changeId());
    }

    StoredRecord builtOn(StoredRecord current) {
        return new StoredRecord(id, version, current.ancestry.with(current.version.changeId()), changedAt, content);
    }

    StoredRecord withVersion(Version other) {
        return new StoredRecord(id, other, ancestry, changedAt, content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredRecord record
                && id.equals(record.id)
                && version.equals(record.version)
                && ancestry.equals(record.ancestry)
                && changedAt == record.changedAt
                && Arrays.equals(content, record.content);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + version.hashCode();
    }

    @Override
    public String toString() {
        return "StoredRecord[" + id + ", " + version + ", " + content.length + " bytes]";
    }
}
