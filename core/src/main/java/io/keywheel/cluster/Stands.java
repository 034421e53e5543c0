package io.keywheel.cluster;

import io.keywheel.records.Stand;
import java.util.List;

/** Versions that stand at a member. */
record Stands(List<Stand> stands) {}
