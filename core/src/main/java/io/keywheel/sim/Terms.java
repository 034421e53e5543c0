package io.keywheel.sim;

import java.time.Duration;
import java.util.List;

/**
 * What one organisation may use of a model.
 *
 * @param phase how much of its windows had passed when the provider began
 */
public record Terms(List<Allowance> allowances, Duration phase) {

    public Terms {
        allowances = List.copyOf(allowances);
    }

    public static Terms of(Allowance... allowances) {
        return new Terms(List.of(allowances), Duration.ZERO);
    }

    public Terms phase(Duration passed) {
        return new Terms(allowances, passed);
    }

    /** The same limits, none of them used. */
    Account opened(long now) {
        return Account.fresh(allowances, phase.toNanos() / 1_000, now);
    }
}
