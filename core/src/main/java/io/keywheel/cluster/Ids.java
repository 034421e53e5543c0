package io.keywheel.cluster;

import io.keywheel.records.RecordId;
import java.util.List;

/** Names of records that somebody wants. */
record Ids(List<RecordId> ids) {}
