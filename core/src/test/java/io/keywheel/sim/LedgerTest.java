package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.sim.Admission.Admitted;
import io.keywheel.sim.Admission.Gauge;
import io.keywheel.sim.Admission.Refused;
import io.keywheel.sim.Admission.TooLarge;
import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long SECOND = 1_000_000;
    private static final Allowance REQUESTS = Allowance.bucket(Unit.REQUESTS, 2, Per.MINUTE);
    private static final Allowance TOKENS = Allowance.bucket(Unit.TOKENS, 1_000, Per.MINUTE);

    private static final SimKey AMBER = new SimKey("sim-a", "made-up-secret-a", "org-amber");
    private static final SimKey BIRCH = new SimKey("sim-b", "made-up-secret-b", "org-birch");

    private final Ledger ledger = new Ledger(Quotas.of(REQUESTS, TOKENS));

    @Test
    void keysOfOneOrganisationShareItsLimits() {
        ledger.admit(AMBER, "m", new Cost(1), 0);
        ledger.admit(AMBER, "m", new Cost(1), 0);

        Admission third = ledger.admit(AMBER, "m", new Cost(1), 0);

        assertThat(third)
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .satisfies(r -> assertThat(r.allowance()).isEqualTo(REQUESTS))
                .satisfies(r -> assertThat(r.used()).isEqualTo(2))
                .satisfies(r -> assertThat(r.waitMicros()).isEqualTo(30 * SECOND));
    }

    @Test
    void anotherModelAndAnotherOrganisationHaveLimitsOfTheirOwn() {
        ledger.admit(AMBER, "m", new Cost(1), 0);
        ledger.admit(AMBER, "m", new Cost(1), 0);

        assertThat(ledger.admit(AMBER, "n", new Cost(1), 0)).isInstanceOf(Admitted.class);
        assertThat(ledger.admit(BIRCH, "m", new Cost(1), 0)).isInstanceOf(Admitted.class);
    }

    @Test
    void aRefusedRequestIsNotCharged() {
        ledger.admit(AMBER, "m", new Cost(900), 0);
        ledger.admit(AMBER, "m", new Cost(200), 0);

        Admission small = ledger.admit(AMBER, "m", new Cost(100), 0);

        assertThat(small).isInstanceOf(Admitted.class);
        assertThat(small.gauges()).extracting(Gauge::remaining).containsExactly(0L, 0L);
    }

    @Test
    void theLongestWaitIsTheOneThatIsStated() {
        ledger.admit(AMBER, "m", new Cost(1_000), 0);
        ledger.admit(AMBER, "m", new Cost(500), 30 * SECOND);

        Admission admission = ledger.admit(AMBER, "m", new Cost(1_000), 30 * SECOND);

        assertThat(admission)
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .satisfies(r -> assertThat(r.allowance()).isEqualTo(TOKENS))
                .satisfies(r -> assertThat(r.waitMicros()).isEqualTo(60 * SECOND));
    }

    @Test
    void whatExceedsTheLimitItselfIsTooLargeHoweverLongItWaits() {
        assertThat(ledger.admit(AMBER, "m", new Cost(1_001), 0)).isInstanceOf(TooLarge.class);
    }

    @Test
    void aCutQuotaIsUsedUpInEveryModelAndComesBackAtItsOwnPace() {
        Allowance left = Allowance.bucket(Unit.REQUESTS, 3, Per.MINUTE);

        ledger.cut("org-amber", left, 5 * SECOND);

        assertThat(ledger.admit(AMBER, "m", new Cost(1), 6 * SECOND))
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .satisfies(r -> assertThat(r.waitMicros()).isEqualTo(19 * SECOND));
        assertThat(ledger.admit(AMBER, "other", new Cost(1), 25 * SECOND - 1)).isInstanceOf(Refused.class);
        assertThat(ledger.admit(AMBER, "other", new Cost(1), 25 * SECOND)).isInstanceOf(Admitted.class);
    }

    @Test
    void aRestoredQuotaIsUnused() {
        ledger.cut("org-amber", Allowance.bucket(Unit.REQUESTS, 1, Per.MINUTE), 0);

        ledger.restore("org-amber");

        assertThat(ledger.admit(AMBER, "m", new Cost(1), 1)).isInstanceOf(Admitted.class);
    }
}
