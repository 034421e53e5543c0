package io.keywheel.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import io.keywheel.pool.Rest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sets a rest where it lasts longer than what stands and is not the very quarantine that has ended, and raises its revision. Answers
 * what stands then.
 *
 * @param rest in cluster time
 * @param now cluster time, handed in so that the copies of an entry all decide alike
 */
record RestProposal(Rest rest, long now) implements EntryProcessor<RestKey, @Nullable Rest, @Nullable Rest> {
    private static final long KEPT_AFTER_ITS_END = TimeUnit.MINUTES.toMillis(10);
    private static final long FOR_EVER = 0;

    @Override
    public @Nullable Rest process(Map.Entry<RestKey, @Nullable Rest> entry) {
        Rest standing = entry.getValue();
        boolean longer = standing == null || rest.until() > standing.until();
        if (!longer || !rest.holds(now) || (standing != null && rest.isEndedBy(standing))) return standing;
        Rest next = rest.withRevision(nextRevision(standing));
        ((ExtendedMapEntry<RestKey, @Nullable Rest>) entry).setValue(next, timeToLive(), TimeUnit.MILLISECONDS);
        return next;
    }

    /** An entry made anew starts at the time: above what any member may remember of the one that expired. */
    private long nextRevision(@Nullable Rest standing) {
        return Math.max(rest.revision(), standing == null ? now : standing.revision()) + 1;
    }

    private long timeToLive() {
        return rest.until() == Rest.UNTIL_CLEARED ? FOR_EVER : rest.until() - now + KEPT_AFTER_ITS_END;
    }
}
