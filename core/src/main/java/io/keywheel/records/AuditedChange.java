package io.keywheel.records;

/** A change and what the audit says of it: one is not written without the other. */
public record AuditedChange(RecordChange change, AuditEntry audit) {}
