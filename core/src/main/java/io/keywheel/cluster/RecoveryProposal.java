package io.keywheel.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import io.keywheel.pool.Rest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the quarantine that stands, unless a newer one does, and raises its revision. Answers what stands then.
 *
 * @param recovery in cluster time
 * @param now cluster time, handed in so that the copies of an entry all decide alike
 */
record RecoveryProposal(Rest recovery, long now) implements EntryProcessor<RestKey, @Nullable Rest, @Nullable Rest> {
    /** As long as a member that was cut off may still believe in the quarantine, and tell it again. */
    static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(1);

    @Override
    public @Nullable Rest process(Map.Entry<RestKey, @Nullable Rest> entry) {
        Rest standing = entry.getValue();
        if (standing != null && !standing.isEndedBy(recovery)) return standing;
        Rest next = recovery.withRevision(nextRevision(standing));
        ((ExtendedMapEntry<RestKey, @Nullable Rest>) entry).setValue(next, KEPT_MILLIS, TimeUnit.MILLISECONDS);
        return next;
    }

    /** At least the time: after a split it outranks a quarantine that the other side knows from before. */
    private long nextRevision(@Nullable Rest standing) {
        long known = Math.max(recovery.revision(), standing == null ? 0 : standing.revision());
        return Math.max(known + 1, now);
    }
}
