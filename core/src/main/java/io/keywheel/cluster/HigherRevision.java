package io.keywheel.cluster;

import io.keywheel.pool.Rest;
import java.util.Comparator;

/** After a split the rest that was changed more often counts, of two alike the one that lasts longer. */
public final class HigherRevision implements BetterStands<Rest> {
    private static final Comparator<Rest> ORDER =
            Comparator.comparingLong(Rest::revision).thenComparingLong(Rest::until);

    @Override
    public boolean isBetter(Rest coming, Rest here) {
        return ORDER.compare(coming, here) > 0;
    }
}
