package io.keywheel.records;

/** What a record is about. The names stand in the store. */
public enum Kind {
    /** A key made through the API. */
    KEY,
    /** What the API changed of a configured key. */
    OVERLAY,
    ADMIN_TOKEN,
    CALLER_TOKEN,
    SETTING
}
