package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Refill;
import io.keywheel.sim.Allowance.Unit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    @Test
    void aBucketStatesTheWaitThatGroqsArithmeticGives() {
        Meter meter =
                Meter.empty(Allowance.bucket(Unit.TOKENS, 6_000, Per.MINUTE), 0).take(5_034, 0);

        assertThat(meter.waitFor(1_443, 0)).isEqualTo((5_034 + 1_443 - 6_000) * MINUTE / 6_000);
    }

    @Test
    void aBucketGivesBackSteadily() {
        Meter meter = Meter.drained(Allowance.bucket(Unit.REQUESTS, 3, Per.MINUTE), 0);

        assertThat(meter.remaining(20 * SECOND - 1)).isZero();
        assertThat(meter.remaining(20 * SECOND)).isEqualTo(1);
        assertThat(meter.untilFresh(20 * SECOND)).isEqualTo(40 * SECOND);
    }

    @Test
    void aWindowGivesBackAllAtItsEnd() {
        Meter meter =
                Meter.empty(Allowance.window(Unit.REQUESTS, 30, Per.MINUTE), 0).take(30, 59 * SECOND);

        assertThat(meter.waitFor(1, 59 * SECOND)).isEqualTo(SECOND);
        assertThat(meter.remaining(MINUTE - 1)).isZero();
        assertThat(meter.remaining(MINUTE)).isEqualTo(30);
    }

    @Test
    void whatWasTakenAndNotNeededComesBackWithinItsWindowOnly() {
        Meter bucket = Meter.empty(Allowance.bucket(Unit.TOKENS, 600, Per.MINUTE), 0);
        Meter window = Meter.empty(Allowance.window(Unit.TOKENS, 600, Per.MINUTE), 0);

        assertThat(bucket.take(500, 0).giveBack(400, 0, SECOND).used(SECOND)).isEqualTo(90);
        assertThat(bucket.take(500, 0).giveBack(400, 0, 20 * SECOND).used(20 * SECOND))
                .isZero();
        assertThat(window.take(500, 0).giveBack(400, 0, SECOND).used(SECOND)).isEqualTo(100);
        assertThat(window.take(500, MINUTE).giveBack(400, SECOND, MINUTE).used(MINUTE))
                .isEqualTo(500);
    }

    @Test
    void whatIsLargerThanTheLimitNeverFits() {
        Meter meter = Meter.empty(Allowance.bucket(Unit.TOKENS, 100, Per.MINUTE), 0);

        assertThat(meter.canNeverTake(101)).isTrue();
        assertThat(meter.canNeverTake(100)).isFalse();
    }

    @Property(tries = 200)
    void justBeforeTheStatedWaitItRefusesAndAtItItAdmits(
            @ForAll Refill refill,
            @ForAll @IntRange(min = 1, max = 5_000) int limit,
            @ForAll @IntRange(min = 0, max = 60_000_000) int phase,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 5_000_000) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 5_000) int wanted) {
        int units = Math.min(wanted, limit);
        Meter meter = Meter.empty(new Allowance(Unit.TOKENS, limit, Per.MINUTE, refill), phase, 0);
        long now = 0;
        for (int gap : gaps) {
            now += gap;
            if (meter.waitFor(units, now) == 0) meter = meter.take(units, now);
        }

        long wait = meter.waitFor(units, now);

        assertThat(meter.waitFor(units, now + wait)).isZero();
        if (wait > 0) assertThat(meter.waitFor(units, now + wait - 1)).isEqualTo(1);
    }

    @Property(tries = 100)
    void aBucketNeverServesMoreThanItsLimitAndItsRefill(
            @ForAll @IntRange(min = 1, max = 500) int limit,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 3_000_000) Integer> gaps,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 40) Integer> sizes) {
        Meter meter = Meter.empty(Allowance.bucket(Unit.TOKENS, limit, Per.MINUTE), 0);
        long now = 0;
        long served = 0;
        for (int i = 0; i < gaps.size(); i++) {
            now += gaps.get(i);
            int units = Math.min(limit, sizes.get(i % sizes.size()));
            if (meter.waitFor(units, now) > 0) continue;
            meter = meter.take(units, now);
            served += units;

            assertThat(served * MINUTE).isLessThanOrEqualTo(limit * MINUTE + limit * now);
        }
    }

    @Property(tries = 100)
    void aWindowNeverServesMoreThanItsLimitInOneWindow(
            @ForAll @IntRange(min = 1, max = 50) int limit,
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 3_000_000) Integer> gaps) {
        Meter meter = Meter.empty(Allowance.window(Unit.REQUESTS, limit, Per.MINUTE), 0);
        long now = 0;
        long window = 0;
        int served = 0;
        for (int gap : gaps) {
            now += gap;
            if (now / MINUTE != window) served = 0;
            window = now / MINUTE;
            if (meter.waitFor(1, now) > 0) continue;
            meter = meter.take(1, now);
            served++;

            assertThat(served).isLessThanOrEqualTo(limit);
        }
    }
}
