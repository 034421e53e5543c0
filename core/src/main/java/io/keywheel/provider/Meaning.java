package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import java.util.Optional;

/**
 * What a rule concludes.
 *
 * @param ending when the refusal ends, empty where the answer itself is believed
 */
record Meaning(Outcome outcome, Reach reach, Dimension dimension, Optional<Ending> ending) {

    /** The outcome with the reach that it usually has. */
    static Meaning of(Outcome outcome) {
        return switch (outcome) {
            case RATE_LIMITED -> of(outcome, Reach.GROUP_MODEL);
            case QUOTA_EXHAUSTED -> new Meaning(outcome, Reach.GROUP, Dimension.CREDIT, Optional.empty());
            case KEY_INVALID -> of(outcome, Reach.KEY);
            case KEY_FORBIDDEN -> of(outcome, Reach.KEY_MODEL);
            case PROVIDER_OVERLOADED, PROVIDER_FAILED, OUTCOME_UNKNOWN -> of(outcome, Reach.UPSTREAM);
            case SUCCEEDED, REQUEST_REJECTED, CONTENT_POLICY, CALLER_GONE -> of(outcome, Reach.NOBODY);
        };
    }

    /** The dimension is the one that the answer's words tell. */
    static Meaning of(Outcome outcome, Reach reach) {
        return new Meaning(outcome, reach, Dimension.UNSTATED, Optional.empty());
    }

    Meaning reaching(Reach further) {
        return new Meaning(outcome, further, dimension, ending);
    }

    Meaning ending(Ending ending) {
        return new Meaning(outcome, reach, dimension, Optional.of(ending));
    }
}
