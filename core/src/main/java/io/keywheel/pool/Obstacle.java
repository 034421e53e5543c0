package io.keywheel.pool;

/** Why a key does not serve a request now. */
public enum Obstacle {
    /** Nothing: it serves. */
    NONE,
    /** An operator switched it off. */
    DISABLED,
    /** The provider rejected it. */
    QUARANTINED,
    /** It has refused this request. */
    REFUSED_BEFORE,
    /** The request speaks of something that exists under another key only. */
    NOT_ITS_KEY,
    /** It may not use this model. */
    FORBIDDEN,
    /** It was refused, and the wait is not over. */
    RESTS,
    /** A wait that nobody stated is over: the one request that tells is on its way. */
    ON_TRIAL,
    /** By the provider's figures too little is left. */
    TOO_LITTLE_LEFT,
    /** Most likely too little is left; a request that finds out may be on its way. */
    PERHAPS_TOO_LITTLE_LEFT
}
