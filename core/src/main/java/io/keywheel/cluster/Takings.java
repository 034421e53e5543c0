package io.keywheel.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What other members last said that they took in all, so that of what they say next only the difference counts, and once. Any thread
 * may call.
 */
final class Takings {
    /** Longer than the map keeps an entry: what is forgotten here is not met again there. */
    private static final long KEPT_MILLIS = 2 * Spent.KEPT_MILLIS;

    private static final long CLEANED_EVERY_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final Map<SpentKey, Spent> last = new HashMap<>();
    private long cleanedAt = Long.MIN_VALUE;

    /** What is new in a member's words, as far as it has not come back since; by this node's clock, as all times here. */
    synchronized Optional<Taking> heard(SpentKey key, Spent said, long now) {
        clean(now);
        Spent before = last.get(key);
        if (before != null && said.isNoNewsAfter(before)) return Optional.empty();
        last.put(key, said);
        long period = key.dimension().periodMillis();
        return (before != null && before.run() == said.run() ? Optional.of(difference(before, said)) : first(said))
                .map(taking -> period == 0 ? taking : taking.after(now - period))
                .filter(taking -> taking.amount() != 0);
    }

    /** Of a member that one meets in the middle of its run nobody knows how much of its total is new. */
    private static Optional<Taking> first(Spent said) {
        return said.number() == 1 ? Optional.of(new Taking(said.total(), said.since(), said.at())) : Optional.empty();
    }

    private static Taking difference(Spent before, Spent said) {
        boolean missedNone = said.number() == before.number() + 1;
        long from = missedNone ? said.since() : Math.min(before.at(), said.since());
        return new Taking(said.total() - before.total(), from, said.at());
    }

    private void clean(long now) {
        if (now - CLEANED_EVERY_MILLIS < cleanedAt) return;
        cleanedAt = now;
        last.values().removeIf(said -> said.at() < now - KEPT_MILLIS);
    }
}
