package io.keywheel.pool;

import static io.keywheel.pool.TestPool.left;
import static io.keywheel.pool.TestPool.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A session stays with its key while that serves; what exists under one key goes to no other. */
class AffinityTest {
    private final TestPool test = new TestPool(5, TestPool.rules(Policy.ROUND_ROBIN));

    private static Demand session(String name) {
        return new Demand("m", RequestSize.UNKNOWN, Affinity.session(name));
    }

    private void proveAll() {
        for (PoolKey key : test.pool.keys()) test.served(only(key.id()));
    }

    @Test
    void requestsOfOneSessionGoToOneKey() {
        proveAll();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            keys.add(test.served(session("s")));
            test.served("m");
        }

        assertThat(keys).hasSize(1);
    }

    @Test
    void sessionsAreSpreadOverTheKeys() {
        proveAll();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 50; i++) keys.add(test.served(session("s" + i)));

        assertThat(keys).hasSize(5);
    }

    @Test
    void anotherMemberSendsTheSessionToTheSameKey() {
        proveAll();
        TestPool other = new TestPool(5, TestPool.rules(Policy.STICKY));
        for (PoolKey key : other.pool.keys()) other.served(only(key.id()));

        assertThat(other.served(session("s"))).isEqualTo(test.served(session("s")));
    }

    @Test
    void aSessionWhoseKeyCannotServeGoesElsewhereAndComesBack() {
        proveAll();
        String own = test.served(session("s"));
        test.served(only(own), left(0, 10_000));
        String meanwhile = test.served(session("s"));
        test.clock.pass(10_100);

        assertThat(meanwhile).isNotEqualTo(own);
        assertThat(test.served(session("s"))).isEqualTo(own);
    }

    @Test
    void aKeyThatIsPreferredServesWhileItCan() {
        proveAll();
        Demand wish = new Demand("m", RequestSize.UNKNOWN, Affinity.preferring("k4"));
        String first = test.served(wish);
        test.served(only("k4"), left(0, 10_000));

        assertThat(first).isEqualTo("k4");
        assertThat(test.served(wish)).isNotEqualTo("k4");
    }

    @Test
    void whatExistsUnderOneKeyIsRefusedRatherThanSentToAnother() {
        test.served(only("k4"), left(0, 10_000));

        Exhausted why = test.refused(only("k4"));

        assertThat(why.soonest().orElseThrow() - test.clock.millis()).isBetween(10_000L, 10_050L);
    }

    @Test
    void whatIsPinnedToNoKeyIsAMistake() {
        assertThatThrownBy(() -> new Affinity("", "", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
