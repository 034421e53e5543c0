package io.keywheel.probe;

import io.keywheel.pool.Quarantined;
import io.keywheel.pool.Rest;
import io.keywheel.provider.Probe.Proof;
import java.util.OptionalLong;

/**
 * The way of one key through its quarantine, from probe to probe.
 *
 * @param nextAt when it is probed next; for a quarantine with an end of its own, that end
 * @param endedAt when the quarantine was seen to be over
 */
record Course(Quarantined out, Backoff backoff, OptionalLong lastAt, String result, long nextAt, OptionalLong endedAt) {

    /** A quarantine that has just been seen. */
    static Course of(Quarantined out, Pace pace) {
        return of(out, Backoff.first(pace));
    }

    private static Course of(Quarantined out, Backoff backoff) {
        Rest rest = out.rest();
        long first = rest.since() + backoff.jittered(out.key().id());
        // The provider itself said when: nobody asks before, and then the pool does.
        long nextAt = rest.until() == Rest.UNTIL_CLEARED ? first : rest.until();
        return new Course(out, backoff, OptionalLong.empty(), "", nextAt, OptionalLong.empty());
    }

    String keyId() {
        return out.key().id();
    }

    boolean isDue(long now) {
        return now >= nextAt && out.rest().until() == Rest.UNTIL_CLEARED;
    }

    /** Whether both speak of one quarantine. */
    boolean isOf(Quarantined other) {
        return other.rest().since() == out.rest().since()
                && other.rest().until() == out.rest().until();
    }

    /**
     * The key is out. A new quarantine starts anew, unless it follows so soon upon the last that the probe, which said that the key
     * lives, was wrong: then it is not asked that often again.
     */
    Course seen(Quarantined now, Pace pace) {
        if (endedAt.isEmpty() && isOf(now)) return this;
        boolean relapse = endedAt.isPresent() && now.rest().since() - endedAt.getAsLong() < 2 * pace.first();
        return relapse ? of(now, backoff) : of(now, pace);
    }

    /** The key is not out any more. */
    Course ended(long now) {
        return endedAt.isPresent() ? this : new Course(out, backoff, lastAt, result, nextAt, OptionalLong.of(now));
    }

    /** Whether nobody need remember it. */
    boolean isOver(long now, Pace pace) {
        return endedAt.isPresent() && now - endedAt.getAsLong() >= 2 * pace.first();
    }

    /** This member probed. */
    Course after(Answer answer, long now, Pace pace) {
        Backoff next = backoff.after(answer.proof(), pace);
        long wait = Math.max(next.jittered(keyId()), answer.waitMillis().orElse(0));
        OptionalLong end = answer.proof() == Proof.ALIVE ? OptionalLong.of(now) : endedAt;
        return new Course(out, next, OptionalLong.of(now), answer.result(), now + wait, end);
    }

    /** Another member has the turn: most likely it hears what this one heard. */
    Course passed(long now, Pace pace) {
        Backoff next = backoff.after(Proof.DEAD, pace);
        return new Course(out, next, lastAt, result, now + next.jittered(keyId()), endedAt);
    }
}
