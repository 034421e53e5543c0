package io.keywheel.records;

/** What people should hear of the store, in the log at least. */
public interface Words {

    /** The audit will say this as soon as it can; until then it stands nowhere else. */
    void unwritten(AuditEntry entry);

    /** A row of the store is no record: somebody else wrote it. It is not used. */
    void unreadable(String row);
}
