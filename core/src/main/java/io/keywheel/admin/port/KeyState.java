package io.keywheel.admin.port;

/** What a key is doing; of several that hold the first counts. */
public enum KeyState {
    /** Disabled or being removed, with answers still running on some member. */
    DRAINING,
    DISABLED,
    /** Being checked. */
    PROBING,
    /** The provider rejected it. */
    QUARANTINED,
    /** Its quota is used up. */
    EXHAUSTED,
    /** Some model rests, and no model that was used of late is free. */
    COOLING,
    READY
}
