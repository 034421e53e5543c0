package io.keywheel.pool;

import static io.keywheel.pool.TestPool.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a probe proves nothing, a real request finds out whether a rejected key lives again. */
class TrialsTest {
    private static final long MINUTE = 60_000;

    private final TestPool test =
            new TestPool(2, TestPool.counting(new Counting(false, m -> m, false, d -> RefillKind.UNKNOWN, false)));

    @Test
    void aRejectedKeyIsTriedByOneRequestAfterTenMinutesThenAfterTwiceThat() {
        test.lease(only("k1")).settle(Verdicts.invalid());
        List<Long> tried = new ArrayList<>();
        for (long minute = 1; minute <= 80; minute++) {
            test.clock.pass(MINUTE);
            Lease lease = test.lease(new Demand("m"));
            if (lease.key().id().equals("k1")) tried.add(minute);
            lease.settle(lease.key().id().equals("k1") ? Verdicts.invalid() : Verdict.succeeded());
        }

        assertThat(tried).containsExactly(10L, 30L, 70L);
    }

    @Test
    void whileOneTriesTheOthersGoElsewhere() {
        test.lease(only("k1")).settle(Verdicts.invalid());
        test.clock.pass(10 * MINUTE);

        Lease trial = test.lease(new Demand("m"));
        Lease other = test.lease(new Demand("m"));

        assertThat(List.of(trial.key().id(), other.key().id())).containsExactly("k1", "k2");
    }

    @Test
    void aKeyThatServedItsTrialIsUsableAgain() {
        test.lease(only("k1")).settle(Verdicts.invalid());
        test.clock.pass(10 * MINUTE);

        test.served("m");

        assertThat(test.pool.usableKeys()).hasSize(2);
        assertThat(test.obstacle("k1", new Demand("m"))).isEqualTo(Obstacle.NONE);
    }
}
