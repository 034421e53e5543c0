package io.keywheel.sim;

import java.util.List;

/** What a simulated provider is like: whom it knows, how much it gives, what it tells, how fast it is. */
public record Nature(List<SimKey> keys, Quotas quotas, Candour candour, Pace pace) {

    public Nature {
        keys = List.copyOf(keys);
    }

    /** As candid as Groq, and at once. */
    public static Nature of(List<SimKey> keys, Quotas quotas) {
        return new Nature(keys, quotas, Candour.GROQ, Pace.AT_ONCE);
    }

    public Nature telling(Candour what) {
        return new Nature(keys, quotas, what, pace);
    }

    public Nature paced(Pace how) {
        return new Nature(keys, quotas, candour, how);
    }
}
