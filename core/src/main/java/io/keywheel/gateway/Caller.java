package io.keywheel.gateway;

/** Who waits for an answer. Exactly one of {@link #keep} and {@link #refuse} comes, unless the caller leaves first. */
interface Caller {

    /** The attempt's answer is kept: no other will be tried. The caller ends the attempt when the answer is whole. */
    void keep(Attempt attempt);

    /** Nothing could serve. */
    void refuse(Refusal refusal);

    /** The provider has begun a stream and said nothing yet: a sign of life, so that nobody between gives up. */
    void keepAlive();
}
