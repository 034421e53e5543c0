package io.keywheel.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands and is in no store yet. Guarded by its owner. */
final class Backlog {
    private final Map<RecordId, StoredRecord> records = new LinkedHashMap<>();
    private final List<AuditEntry> audit = new ArrayList<>();

    void add(RecordStore.Writing writing) {
        writing.records().forEach(record -> records.merge(record.id(), record, Backlog::newer));
        audit.addAll(writing.audit());
    }

    private static StoredRecord newer(StoredRecord here, StoredRecord coming) {
        return coming.isNewerThan(here) ? coming : here;
    }

    boolean has(StoredRecord record) {
        return record.equals(records.get(record.id()));
    }

    boolean isEmpty() {
        return records.isEmpty() && audit.isEmpty();
    }

    RecordStore.Writing all() {
        return new RecordStore.Writing(List.copyOf(records.values()), audit);
    }

    /** Drops what was written; what came since stays. */
    void written(RecordStore.Writing done) {
        done.records().forEach(record -> records.remove(record.id(), record));
        audit.subList(0, done.audit().size()).clear();
    }
}
