package io.keywheel.admin.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong tokens, by address and in all. A right token is never asked about here, so nobody can lock its owner out; a wrong one is answered
 * the later the more there are, and above a bound not even looked at twice. Guarded by its event loop.
 */
final class Guesses {
    private static final double FREE = 5;
    private static final double FREE_IN_ALL = 50;
    private static final double FORGOTTEN_EACH_SECOND = 0.1;
    private static final double FORGOTTEN_EACH_SECOND_IN_ALL = 2;
    private static final long LONGEST_MILLIS = 2_000;
    private static final int MOST_WAITING = 200;
    private static final int MOST_WAITING_EACH = 5;
    private static final int MOST_ADDRESSES = 10_000;

    /** Wrong ones of late. */
    private static final class Count {
        private double wrong;
        private long at;
        private int waiting;

        double add(double forgotten, long now) {
            wrong = Math.max(0, wrong - forgotten * (now - at) / 1_000) + 1;
            at = now;
            return wrong;
        }
    }

    private final Count all = new Count();
    private final Map<String, Count> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** How long the answer to a wrong token waits; negative: it is refused at once as one too many. */
    long wrong(String address, long now) {
        Count own = byAddress.computeIfAbsent(address, a -> new Count());
        double here = own.add(FORGOTTEN_EACH_SECOND, now);
        double inAll = all.add(FORGOTTEN_EACH_SECOND_IN_ALL, now);
        if (here <= FREE && inAll <= FREE_IN_ALL) return 0;
        if (own.waiting >= MOST_WAITING_EACH || all.waiting >= MOST_WAITING) return -1;
        own.waiting++;
        all.waiting++;
        return (long) Math.min(LONGEST_MILLIS, 100 * Math.max(here - FREE, (inAll - FREE_IN_ALL) / 10));
    }

    /** The answer to one that waited is out. */
    void answered(String address) {
        all.waiting--;
        Count own = byAddress.get(address);
        if (own != null && own.waiting > 0) own.waiting--;
    }
}
