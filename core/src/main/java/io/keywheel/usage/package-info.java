/**
 * What was counted: per key, model, caller and outcome. {@link UsageCounts} counts the running minute, {@link Ledger} keeps what was
 * counted (minutes, ten minutes, hours) through {@link UsageStore}, {@link ClusterUsage} answers for all members, {@link Lately} says what
 * each key did of late; {@link LaneBook} remembers what state each key was in.
 */
@NullMarked
package io.keywheel.usage;

import org.jspecify.annotations.NullMarked;
