package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;

/** What a rule concludes. */
record Meaning(Outcome outcome, Reach reach, Dimension dimension) {

    /** The outcome with the reach that it usually has. */
    static Meaning of(Outcome outcome) {
        return switch (outcome) {
            case RATE_LIMITED -> of(outcome, Reach.GROUP_MODEL);
            case QUOTA_EXHAUSTED -> new Meaning(outcome, Reach.GROUP, Dimension.CREDIT);
            case KEY_INVALID -> of(outcome, Reach.KEY);
            case KEY_FORBIDDEN -> of(outcome, Reach.KEY_MODEL);
            case PROVIDER_OVERLOADED, PROVIDER_FAILED, OUTCOME_UNKNOWN -> of(outcome, Reach.UPSTREAM);
            case SUCCEEDED, REQUEST_REJECTED, CONTENT_POLICY, CALLER_GONE -> of(outcome, Reach.NOBODY);
        };
    }

    /** The dimension is the one that the answer's words tell. */
    static Meaning of(Outcome outcome, Reach reach) {
        return new Meaning(outcome, reach, Dimension.UNSTATED);
    }
}
