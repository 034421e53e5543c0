package io.keywheel.sim;

import java.util.Optional;

/**
 * What the simulated provider notes of an answer for itself.
 *
 * @param outcome a status, or the name of a fault that has none
 * @param charge empty where nothing was charged
 * @param usedTokens what the answer says that it used
 */
record Slip(Visit visit, String outcome, Optional<Charge> charge, long usedTokens) {

    static Slip of(Visit visit, String outcome) {
        return new Slip(visit, outcome, Optional.empty(), 0);
    }

    Slip charged(Charge what) {
        return new Slip(visit, outcome, Optional.of(what), usedTokens);
    }

    Slip using(long tokens) {
        return new Slip(visit, outcome, charge, tokens);
    }
}
