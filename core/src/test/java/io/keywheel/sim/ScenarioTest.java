package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keywheel.sim.Act.CutQuota;
import io.keywheel.sim.Act.Whose;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void everyStepIsDueOnceHoweverTheTimeIsCut() {
        Scenario scenario = Scenarios.DEMO;
        int due = 0;
        for (int ms = 0; ms < 60_000; ms += 70) {
            due += scenario.due(Duration.ofMillis(ms), Duration.ofMillis(ms + 70))
                    .size();
        }

        assertThat(due).isEqualTo(scenario.steps().size());
    }

    @Test
    void aShorterStoryHasItsStepsSoonerAndItsQuotasBackSooner() {
        Scenario shorter = Scenarios.DEMO.within(Duration.ofSeconds(10));

        assertThat(shorter.steps().get(0).at()).isEqualTo(Duration.ofMillis(833));
        assertThat(shorter.steps().get(0).act()).isEqualTo(new CutQuota(Whose.CURRENT, 18));
        assertThat(shorter.steps()).hasSameSizeAs(Scenarios.DEMO.steps());
    }

    @Test
    void aShorterDayHasAsManyRequestsAndKeepsTheProportionOfLoadAndQuota() {
        Scenario day = Scenarios.BUSY_DAY;
        Scenario shorter = day.within(Duration.ofSeconds(20));

        assertThat(shorter.load().dueBy(shorter.length())).isEqualTo(day.load().dueBy(day.length()));
        assertThat(shorter.load().parts().get(4).perSecond()).isEqualTo(48, within(1e-9));
        assertThat(shorter.cast().quotas().own())
                .containsEntry(
                        "org-delta",
                        Terms.of(Allowance.bucket(
                                Allowance.Unit.TOKENS, 360, Allowance.Per.MINUTE.lasting(Duration.ofSeconds(2)))));
    }

    @Test
    void aDaysLoadFillsItsLengthAndItsCalmPartsAskForLessThanThereIs() {
        Scenario day = Scenarios.BUSY_DAY;

        assertThat(day.load().parts().get(day.load().parts().size() - 1).until())
                .isEqualTo(day.length());
        assertThat(day.load().parts())
                .filteredOn(part -> !part.isRush())
                .allMatch(part -> part.perSecond() < (1_800 + 1_800 + 360) / 6.0 / 80);
    }

    @Test
    void onlyWhoAskedInARushMayBeRefused() {
        Scenario day = Scenarios.BUSY_DAY;

        assertThat(day.excuses(refused(37_000, 500))).isTrue();
        assertThat(day.excuses(refused(53_000, 5_000))).isTrue();
        assertThat(day.excuses(refused(53_000, 500))).isFalse();
        assertThat(Scenarios.DEMO.excuses(refused(37_000, 500))).isFalse();
        assertThat(Scenarios.ALL_KEYS_DEAD.excuses(refused(7_000, 10))).isTrue();
    }

    private static Seen refused(long atMillis, long tookMillis) {
        return new Seen(
                Duration.ofMillis(atMillis),
                Seen.End.REFUSED,
                429,
                "",
                1,
                Duration.ofMillis(tookMillis),
                OptionalLong.of(1),
                false);
    }

    @Test
    void aFailoverIsDueWithinTwentySeconds() {
        assertThat(Scenarios.DEMO.steps().get(0).at()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void severalMembersLoseOne() {
        assertThat(Scenarios.named("demo", 3).orElseThrow().steps())
                .extracting(Scenario.Step::act)
                .contains(new Act.StopMember());
        assertThat(Scenarios.named("demo", 1)).contains(Scenarios.DEMO);
        assertThat(Scenarios.named("no-such", 1)).isEmpty();
    }
}
