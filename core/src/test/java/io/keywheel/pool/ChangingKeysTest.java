package io.keywheel.pool;

import static io.keywheel.pool.TestPool.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys come and go while requests run. */
class ChangingKeysTest {
    private static final PoolKey K1 = key("k1");
    private static final PoolKey K2 = key("k2");
    private static final PoolKey K3 = key("k3");

    private final TestPool test = new TestPool(List.of(K1, K2), PoolRules.STANDARD);
    private final KeyPool pool = test.pool;

    private static PoolKey key(String id) {
        return key(id, "gsk_not_a_real_key_" + id);
    }

    private static PoolKey key(String id, String secret) {
        return new PoolKey(id, "groq", id, new Secret(secret), QuotaGroup.own(id), 1, "api", true);
    }

    private static PoolKey disabled(PoolKey key) {
        return new PoolKey(key.id(), "groq", key.label(), key.secret(), key.group(), 1, "api", false);
    }

    private List<String> obstacles() {
        return pool.explain(new Demand("m")).stream()
                .map(s -> s.key().id() + " " + s.obstacle())
                .toList();
    }

    @Test
    void aKeyThatIsAddedServesAtOnce() {
        test.served("m");

        pool.replace(List.of(K1, K2, K3));

        assertThat(test.served(only("k3"))).isEqualTo("k3");
        assertThat(pool.numberOf(K3)).isEqualTo(3);
    }

    @Test
    void oneThatIsRemovedIsGivenToNobodyAndItsRunningAttemptsEnd() {
        Lease running = test.lease(only("k1"));

        pool.replace(List.of(K2));

        assertThat(test.served("m")).isEqualTo("k2");
        assertThat(pool.acquire(only("k1"))).isInstanceOf(Exhausted.class);
        assertThat(pool.inFlight("k1")).isEqualTo(1);
        running.settle(Verdict.succeeded());
        assertThat(pool.inFlight("k1")).isZero();
    }

    @Test
    void whatIsKnownOfAKeyStaysKnownWhenOthersComeOrItsLabelChanges() {
        test.lease(only("k1")).settle(Verdicts.rateLimited(60_000));
        PoolKey renamed = new PoolKey("k1", "groq", "another label", K1.secret(), K1.group(), 7, "api", true);

        pool.replace(List.of(K3, renamed, K2));

        assertThat(obstacles()).containsExactly("k3 NONE", "k1 RESTS", "k2 NONE");
        assertThat(pool.keys().get(1).label()).isEqualTo("another label");
    }

    @Test
    void anotherSecretIsAnotherKey() {
        test.lease(only("k1")).settle(Verdict.of(Outcome.KEY_INVALID, Reach.KEY, 401, "invalid_api_key", ""));

        pool.replace(List.of(key("k1", "gsk_not_a_real_key_at_all"), K2));

        assertThat(obstacles()).contains("k1 NONE");
        assertThat(test.served(only("k1"))).isEqualTo("k1");
    }

    @Test
    void oneThatIsDisabledRestsUntilItIsEnabledAgain() {
        pool.replace(List.of(disabled(K1), K2));
        String other = test.served("m");
        pool.replace(List.of(K1, disabled(K2)));

        assertThat(List.of(other, test.served("m"))).containsExactly("k2", "k1");
    }

    @Test
    void theWheelTurnsOnWhereItsKeyIsGone() {
        assertThat(test.served("m")).isEqualTo("k1");

        pool.replace(List.of(K2, K3));

        assertThat(List.of(test.served("m"), test.served("m"))).containsExactly("k2", "k2");
    }

    @Test
    void aPoolMayBeEmptyForAWhile() {
        Lease running = test.lease(new Demand("m"));
        pool.replace(List.of());
        Acquired none = pool.acquire(new Demand("m"));
        running.settle(Verdict.succeeded());
        pool.replace(List.of(K3));

        assertThat(none)
                .isInstanceOfSatisfying(
                        Exhausted.class, e -> assertThat(e.reason()).isEqualTo(Exhausted.Reason.NO_USABLE_KEY));
        assertThat(test.served("m")).isEqualTo("k3");
    }

    @Test
    void keysOfOneGroupThatComeLaterShareItsRests() {
        QuotaGroup team = new QuotaGroup("team", true);
        pool.replace(List.of(K1.inGroup(team)));
        test.lease(new Demand("m")).settle(Verdicts.rateLimited(60_000));

        pool.replace(List.of(K1.inGroup(team), K2.inGroup(team), K3));

        assertThat(obstacles()).containsExactly("k1 RESTS", "k2 RESTS", "k3 NONE");
    }

    /** Threads that take and settle leases while another changes the keys all the time. */
    @Test
    void noLeaseOfARemovedKeyIsGivenOnceItsRemovalIsDone() {
        List<PoolKey> all = IntStream.range(0, 20).mapToObj(i -> key("key" + i)).toList();
        Set<String> removed = ConcurrentHashMap.newKeySet();
        AtomicBoolean stop = new AtomicBoolean();
        KeyPool many = new KeyPool("many", all, new ManualClock(), PoolShare.ALONE, PoolListener.NONE);
        List<CompletableFuture<Integer>> callers = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> serve(many, removed, stop)))
                .toList();
        SplittableRandom random = new SplittableRandom(1);
        List<PoolKey> left = new ArrayList<>(all);
        for (int i = 0; i < 2_000; i++) change(many, left, removed, random);
        stop.set(true);

        assertThat(callers).allSatisfy(c -> assertThat(c.join()).isPositive());
        assertThat(many.inFlight()).isZero();
    }

    /** A removed key comes back under another id only, so that none is expected again. */
    private static void change(KeyPool pool, List<PoolKey> left, Set<String> removed, SplittableRandom random) {
        int at = random.nextInt(left.size());
        PoolKey gone = left.remove(at);
        left.add(key("new" + random.nextLong()));
        pool.replace(left);
        removed.add(gone.id());
    }

    private static int serve(KeyPool pool, Set<String> removed, AtomicBoolean stop) {
        int served = 0;
        while (!stop.get() || served == 0) {
            Set<String> before = Set.copyOf(removed);
            if (!(pool.acquire(new Demand("m" + served % 3)) instanceof Lease lease)) continue;
            assertThat(before).doesNotContain(lease.key().id());
            lease.observed(List.of());
            lease.settle(served % 7 == 0 ? Verdicts.rateLimited(1) : Verdict.succeeded());
            served++;
        }
        return served;
    }
}
