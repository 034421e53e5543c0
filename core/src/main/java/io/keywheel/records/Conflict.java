package io.keywheel.records;

/** Two changes of one record that did not know of each other, as on both sides of a split. The loser is gone but for the audit. */
public record Conflict(StoredRecord loser, StoredRecord winner) {}
