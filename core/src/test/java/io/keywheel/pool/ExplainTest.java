package io.keywheel.pool;

import static io.keywheel.pool.TestPool.left;
import static io.keywheel.pool.TestPool.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which key would serve, and why not the others. */
class ExplainTest {
    private final TestPool test = new TestPool(5, PoolRules.STANDARD);

    private Standing standing(String key, Demand demand) {
        return test.pool.explain(demand).stream()
                .filter(s -> s.key().id().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachKeySaysWhatIsInItsWayAndUntilWhen() {
        test.lease(only("k1")).settle(Verdicts.rateLimited(7_000));
        test.lease(only("k2")).settle(Verdicts.invalid());
        test.lease(only("k3")).settle(Verdicts.forbidden());
        test.served(only("k4"), left(0, 5_000));

        List<Standing> all = test.pool.explain(new Demand("m"));

        assertThat(all)
                .extracting(Standing::obstacle)
                .containsExactly(
                        Obstacle.RESTS,
                        Obstacle.QUARANTINED,
                        Obstacle.FORBIDDEN,
                        Obstacle.TOO_LITTLE_LEFT,
                        Obstacle.NONE);
        assertThat(all.get(0).until()).hasValue(test.clock.millis() + 7_000);
        assertThat(all.get(0).dimension()).contains(TestPool.MINUTE);
        assertThat(all.get(1).until()).isEmpty();
        assertThat(all.get(3).until().orElseThrow() - test.clock.millis()).isBetween(5_000L, 5_050L);
        assertThat(all.get(3).dimension()).contains(TestPool.MINUTE);
        assertThat(all.get(4).chosen()).isTrue();
    }

    @Test
    void theKeyThatIsExplainedAsChosenIsTheOneThatServes() {
        test.lease(only("k1")).settle(Verdicts.rateLimited(7_000));
        String explained = test.pool.explain(new Demand("m")).stream()
                .filter(Standing::chosen)
                .findFirst()
                .orElseThrow()
                .key()
                .id();

        assertThat(test.served("m")).isEqualTo(explained);
    }

    @Test
    void explainingTakesNothing() {
        test.served(only("k1"), left(1, 5_000));

        for (int i = 0; i < 50; i++) test.pool.explain(new Demand("m"));

        assertThat(test.pool.inFlight()).isZero();
        assertThat(standing("k1", new Demand("m")).obstacle()).isEqualTo(Obstacle.NONE);
    }

    @Test
    void aPinnedRequestSaysThatOthersAreNotItsKeys() {
        assertThat(standing("k2", only("k1")).obstacle()).isEqualTo(Obstacle.NOT_ITS_KEY);
    }

    @Test
    void aKeyThatRefusedTheRequestSaysSo() {
        Demand demand = new Demand("m");
        test.lease(demand).settle(Verdicts.rateLimited(1));
        test.clock.pass(5);

        assertThat(standing("k1", demand).obstacle()).isEqualTo(Obstacle.REFUSED_BEFORE);
    }

    @Test
    void afterAGuessedRestTheOthersWaitForTheOneThatTells() {
        test.lease(only("k1")).settle(Verdicts.rateLimitedWithoutAWord());
        test.clock.pass(5_000);
        test.lease(only("k1"));

        assertThat(standing("k1", new Demand("m")).obstacle()).isEqualTo(Obstacle.ON_TRIAL);
    }

    @Test
    void anEmptyPoolExplainsNothing() {
        TestPool none = new TestPool(List.of(), PoolRules.STANDARD);

        assertThat(none.pool.explain(new Demand("m"))).isEmpty();
    }
}
