package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.sim.Act.CutQuota;
import io.keywheel.sim.Act.Whose;
import java.time.Duration;
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
