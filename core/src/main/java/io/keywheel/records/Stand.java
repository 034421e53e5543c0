package io.keywheel.records;

/** Which version of a record somebody has: all that members tell each other before they exchange what differs. */
public record Stand(RecordId id, Version version) {}
