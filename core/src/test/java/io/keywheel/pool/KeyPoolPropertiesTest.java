package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * What holds for any pool, whatever providers answer, whenever, and whoever joins: no lease is settled twice or never; what was reserved
 * comes back; nobody is refused while a key serves by the provider's own word; no key is chosen that rests; a wheel only turns on; a
 * pinned request goes to its key; what is explained is what is chosen. CONTRIBUTING.md says how to try more worlds.
 */
class KeyPoolPropertiesTest {
    private static final int WORLDS_A_TRY = Integer.getInteger("keywheel.worlds", 1);
    private static final long DICE = Long.getLong("keywheel.dice", 0);
    private static final WildTally TALLY = new WildTally();

    @Provide
    Arbitrary<WildWorld> worlds() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(Policy.class),
                        Arbitraries.of(YieldWorld.Refusals.class),
                        Arbitraries.of(0.5, 1.0, 3.0, 8.0),
                        Arbitraries.longs().between(0, Integer.MAX_VALUE))
                .as(WildWorld::new);
    }

    @Property(tries = 300, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void noKeyThatRestsIsChosenAndNoneThatCouldServeIsPassedOver(@ForAll("worlds") WildWorld world) {
        for (int i = 0; i < WORLDS_A_TRY; i++) new WildRun(world.another(DICE + i), TALLY).run();
    }

    @AfterContainer
    static void enoughHappened() {
        System.out.println(TALLY);
        assertThat(TALLY.foreseen).isGreaterThan(TALLY.attempts / 4);
        assertThat(TALLY.refusals).isGreaterThan(TALLY.worlds);
        assertThat(TALLY.exact).isGreaterThan(TALLY.compared * 95 / 100);
    }
}
