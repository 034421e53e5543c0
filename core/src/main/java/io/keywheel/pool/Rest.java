package io.keywheel.pool;

/**
 * Until when a scope is not used in one dimension, and why.
 *
 * @param since pool time in milliseconds when the rest began
 * @param until pool time in milliseconds when it ends; {@link #UNTIL_CLEARED} for a key that the provider rejected
 * @param cause the outcome that began it
 * @param strikes refusals in a row without a stated wait, this one included; they double the next guess
 * @param revision the cluster's count of changes of this rest; 0 while only this node knows it
 */
public record Rest(Dimension dimension, long since, long until, Outcome cause, int strikes, long revision) {

    /** The end of a rest that only a probe or an operator ends. */
    public static final long UNTIL_CLEARED = Long.MAX_VALUE;

    /** No rest: long over. */
    static Rest none(Dimension dimension) {
        return new Rest(dimension, Long.MIN_VALUE, Long.MIN_VALUE, Outcome.SUCCEEDED, 0, 0);
    }

    /** Whether the scope still rests at {@code now}. */
    public boolean holds(long now) {
        return now < until;
    }

    /** Whether this rest came from a key that the provider rejected. */
    public boolean quarantines() {
        return cause == Outcome.KEY_INVALID;
    }

    /** The end of this quarantine: no rest any more, and the word for other members that it is over. */
    Rest recovered(long now) {
        return new Rest(dimension, since, now, Outcome.SUCCEEDED, 0, revision);
    }

    /** Whether this tells the end of a quarantine. */
    public boolean isRecovery() {
        return cause == Outcome.SUCCEEDED;
    }

    /** Whether {@code recovery} is the end of this quarantine: one that began later is another. */
    public boolean isEndedBy(Rest recovery) {
        return quarantines() && recovery.isRecovery() && since <= recovery.until;
    }

    public Rest withRevision(long revision) {
        return new Rest(dimension, since, until, cause, strikes, revision);
    }

    /** The same rest by another clock. */
    public Rest shifted(long millis) {
        return new Rest(
                dimension, since + millis, until == UNTIL_CLEARED ? until : until + millis, cause, strikes, revision);
    }
}
