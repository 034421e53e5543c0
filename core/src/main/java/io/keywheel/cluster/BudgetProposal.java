package io.keywheel.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import io.keywheel.pool.BudgetState;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sets the figures of a limit where an attempt that was sent later told them. Answers what stands then.
 *
 * @param told in cluster time
 * @param now cluster time, handed in so that the copies of an entry all decide alike
 */
record BudgetProposal(BudgetState told, long now)
        implements EntryProcessor<BudgetKey, @Nullable BudgetState, BudgetState> {
    private static final long KEPT_AT_LEAST = TimeUnit.MINUTES.toMillis(10);
    private static final long KEPT_AT_MOST = TimeUnit.HOURS.toMillis(25);

    /** The cluster's clock was set back: figures that it says are yet to come outlast nothing. */
    private static final long TOO_EARLY = 1_000;

    @Override
    public BudgetState process(Map.Entry<BudgetKey, @Nullable BudgetState> entry) {
        BudgetState standing = entry.getValue();
        boolean later = standing == null || told.sentAt() > standing.sentAt() || isYetToCome(standing, now);
        if (!later) return standing;
        ((ExtendedMapEntry<BudgetKey, @Nullable BudgetState>) entry)
                .setValue(told, timeToLive(told), TimeUnit.MILLISECONDS);
        return told;
    }

    static boolean isYetToCome(BudgetState told, long now) {
        return told.sentAt() > now + TOO_EARLY;
    }

    /** As long as it takes until nothing follows from it any more. */
    static long timeToLive(BudgetState told) {
        long back = told.bucket() ? (long) told.fillMillis() : windowMillis(told);
        return Math.min(KEPT_AT_MOST, Math.max(KEPT_AT_LEAST, back));
    }

    private static long windowMillis(BudgetState told) {
        if (told.period() != Long.MAX_VALUE) return told.period();
        return told.endLate() == Long.MAX_VALUE ? 0 : told.endLate() - told.at();
    }
}
