package io.keywheel.sim;

/** What a step of a scenario does. */
sealed interface Act {

    /** Which keys an act is about. */
    enum Whose {
        /** The key that served last. */
        CURRENT,
        EVERY
    }

    /** The organisation has so many requests a minute left, just used up. */
    record CutQuota(Whose whose, int perMinute) implements Act {}

    record RestoreQuotas() implements Act {}

    record Revoke(Whose whose) implements Act {}

    /** A fault that the pool's own events will tell of. */
    record Refuse(Whose whose, FaultOrder order) implements Act {}

    /** Ends what was ordered of faults. */
    record EndFaults() implements Act {}

    /** A fault of the provider as a whole, with the words for the story. */
    record Break(FaultOrder order, Trouble trouble) implements Act {}

    /** Stops the last member of several. */
    record StopMember() implements Act {}
}
