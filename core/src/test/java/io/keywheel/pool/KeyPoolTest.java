package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which key serves, which rests, and when the wheel turns. */
class KeyPoolTest {
    private final ManualClock clock = new ManualClock();
    private final List<String> told = new ArrayList<>();
    private final KeyPool pool = pool(keys(3));

    static List<PoolKey> keys(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new PoolKey(
                        "k" + i, "groq", "K" + i, new Secret("fake-" + i), QuotaGroup.own("k" + i), 1, "test", true))
                .toList();
    }

    private KeyPool pool(List<PoolKey> keys) {
        PoolShare share = new PoolShare() {
            @Override
            public void rested(String pool, Scope scope, Rest rest) {
                told.add("rest " + scope.reach() + " " + scope.subject() + " " + (rest.until() - clock.millis()));
            }

            @Override
            public void rotated(String pool, String model, Rotation rotation) {
                told.add("rotation " + model + " " + rotation.key() + " " + rotation.epoch());
            }
        };
        return new KeyPool("groq", keys, clock, share, PoolListener.NONE);
    }

    private Lease lease(String model) {
        return (Lease) pool.acquire(new Demand(model));
    }

    private String served(String model) {
        Lease lease = lease(model);
        lease.settle(Verdict.succeeded());
        return lease.key().id();
    }

    @Test
    void thePrimaryKeyServesFirstAndStays() {
        assertThat(List.of(served("m"), served("m"), served("n"))).containsExactly("k1", "k1", "k1");
    }

    @Test
    void aRateLimitedKeyRestsAsLongAsTheProviderAsks() {
        lease("m").settle(Verdicts.rateLimited(7_660));
        pool.adopt("m", new Rotation("k1", 9));

        clock.pass(7_659);
        String before = served("m");
        clock.pass(1);
        pool.adopt("m", new Rotation("k1", 11));

        assertThat(before).isEqualTo("k2");
        assertThat(served("m")).isEqualTo("k1");
    }

    @Test
    void theWheelDoesNotTurnBackByItself() {
        lease("m").settle(Verdicts.rateLimited(1_000));
        clock.pass(5_000);

        assertThat(served("m")).isEqualTo("k2");
    }

    @Test
    void manyRefusalsOfOneKeyTurnTheWheelOnce() {
        served("m");
        List<Lease> leases = IntStream.range(0, 200).mapToObj(i -> lease("m")).toList();

        leases.forEach(l -> l.settle(Verdicts.rateLimited(60_000)));

        assertThat(told).filteredOn(t -> t.startsWith("rotation")).containsExactly("rotation m k2 1");
    }

    @Test
    void aRefusalThatComesLateTurnsNothing() {
        Lease late = lease("m");
        lease("m").settle(Verdicts.rateLimited(60_000));
        lease("m").settle(Verdicts.rateLimited(60_000));
        told.clear();

        late.settle(Verdicts.rateLimited(60_000));

        assertThat(told).isEmpty();
        assertThat(served("m")).isEqualTo("k3");
    }

    @Test
    void aRestOfOneModelLeavesTheOthersAlone() {
        lease("m").settle(Verdicts.rateLimited(60_000));

        assertThat(served("n")).isEqualTo("k1");
    }

    @Test
    void keysOfOneGroupRestTogether() {
        QuotaGroup team = QuotaGroup.declared("team");
        List<PoolKey> keys = keys(3).stream()
                .map(k -> k.id().equals("k3") ? k : k.inGroup(team))
                .toList();
        KeyPool grouped = pool(keys);

        ((Lease) grouped.acquire(new Demand("m"))).settle(Verdicts.rateLimited(60_000));

        assertThat(((Lease) grouped.acquire(new Demand("m"))).key().id()).isEqualTo("k3");
    }

    @Test
    void aRequestIsNotGivenAKeyThatRefusedItAlready() {
        Demand demand = new Demand("m");
        ((Lease) pool.acquire(demand)).settle(Verdicts.rateLimited(1));
        clock.pass(10);
        pool.adopt("m", new Rotation("k1", 5));

        assertThat(((Lease) pool.acquire(demand)).key().id()).isEqualTo("k2");
        assertThat(served("m")).isEqualTo("k1");
    }

    @Test
    void waitsThatNobodyStatesDoubleFromFiveSecondsToAMinute() {
        List<Long> waits = new ArrayList<>();
        KeyPool one = new KeyPool("groq", keys(1), clock, PoolShare.ALONE, PoolListener.NONE);
        for (int i = 0; i < 6; i++) {
            ((Lease) one.acquire(new Demand("m"))).settle(Verdicts.rateLimitedWithoutAWord());
            long wait = ((Exhausted) one.acquire(new Demand("m"))).soonest().orElseThrow() - clock.millis();
            waits.add(wait);
            clock.pass(wait);
        }

        assertThat(waits).containsExactly(5_000L, 10_000L, 20_000L, 40_000L, 60_000L, 60_000L);
    }

    @Test
    void concurrentRefusalsWithoutAWordCountAsOne() {
        KeyPool one = new KeyPool("groq", keys(1), clock, PoolShare.ALONE, PoolListener.NONE);
        List<Lease> leases = IntStream.range(0, 50)
                .mapToObj(i -> (Lease) one.acquire(new Demand("m")))
                .toList();
        clock.pass(100);

        leases.forEach(l -> l.settle(Verdicts.rateLimitedWithoutAWord()));

        assertThat(((Exhausted) one.acquire(new Demand("m"))).soonest()).hasValue(clock.millis() + 5_000);
    }

    @Test
    void aSuccessEndsTheDoubling() {
        KeyPool one = new KeyPool("groq", keys(1), clock, PoolShare.ALONE, PoolListener.NONE);
        ((Lease) one.acquire(new Demand("m"))).settle(Verdicts.rateLimitedWithoutAWord());
        clock.pass(5_000);
        ((Lease) one.acquire(new Demand("m"))).settle(Verdict.succeeded());

        ((Lease) one.acquire(new Demand("m"))).settle(Verdicts.rateLimitedWithoutAWord());

        assertThat(((Exhausted) one.acquire(new Demand("m"))).soonest()).hasValue(clock.millis() + 5_000);
    }

    @Test
    void whenAllRestTheSoonestReturnIsTold() {
        lease("m").settle(Verdicts.rateLimited(30_000));
        lease("m").settle(Verdicts.rateLimited(20_000));
        lease("m").settle(Verdicts.rateLimited(40_000));

        Exhausted why = (Exhausted) pool.acquire(new Demand("m"));

        assertThat(why.reason()).isEqualTo(Exhausted.Reason.ALL_REST);
        assertThat(why.soonest()).hasValue(clock.millis() + 20_000);
    }

    @Test
    void aRejectedKeyIsOutForEveryModel() {
        lease("m").settle(Verdicts.invalid());
        clock.pass(365L * 24 * 3_600_000);

        assertThat(served("n")).isEqualTo("k2");
        assertThat(pool.usableKeys()).extracting(PoolKey::id).containsExactly("k2", "k3");
    }

    @Test
    void whenAllAreRejectedNoneIsUsable() {
        for (int i = 0; i < 3; i++) lease("m").settle(Verdicts.invalid());

        assertThat(((Exhausted) pool.acquire(new Demand("m"))).reason()).isEqualTo(Exhausted.Reason.NO_USABLE_KEY);
    }

    @Test
    void anExhaustedQuotaRestsLong() {
        lease("m").settle(Verdicts.exhausted());
        clock.pass(9 * 60_000);

        assertThat(served("other")).isEqualTo("k2");
    }

    @Test
    void aForbiddenModelIsSkippedWithThatKeyOnly() {
        lease("m").settle(Verdicts.forbidden());

        assertThat(served("m")).isEqualTo("k2");
        assertThat(served("n")).isEqualTo("k1");
    }

    @Test
    void whereEveryKeyIsForbiddenANewRequestMayAskOneAndHearsItsAnswer() {
        for (int i = 0; i < 3; i++) lease("m").settle(Verdicts.forbidden());
        Demand demand = new Demand("m");

        Lease one = (Lease) pool.acquire(demand);
        one.settle(Verdicts.forbidden());

        assertThat(((Exhausted) pool.acquire(demand)).reason()).isEqualTo(Exhausted.Reason.ALL_FORBIDDEN);
    }

    @Test
    void aFailingProviderBenchesNobody() {
        lease("m").settle(Verdicts.failed());

        assertThat(served("m")).isEqualTo("k1");
        assertThat(told).isEmpty();
    }

    @Test
    void aLeaseIsSettledOnce() {
        Lease lease = lease("m");
        lease.settle(Verdict.callerGone());

        assertThatThrownBy(() -> lease.settle(Verdict.succeeded())).isInstanceOf(IllegalStateException.class);
        assertThat(pool.inFlight()).isZero();
    }

    @Test
    void anEmptyPoolHasNoUsableKey() {
        KeyPool none = pool(List.of());

        assertThat(((Exhausted) none.acquire(new Demand("m"))).reason()).isEqualTo(Exhausted.Reason.NO_USABLE_KEY);
    }

    @Test
    void modelNamesThatCallersInventTakeNoMemory() {
        for (int i = 0; i < 10_000; i++) served("invented-" + i);

        assertThat(pool.lanes()).isLessThanOrEqualTo(500);
    }

    @Test
    void whatWasLearnedSurvivesInventedModelNames() {
        lease("m").settle(Verdicts.rateLimited(60_000));

        for (int i = 0; i < 10_000; i++) served("invented-" + i);

        assertThat(served("m")).isEqualTo("k2");
    }

    @Test
    void anotherMembersRestIsKeptHere() {
        Scope scope = new Scope(Reach.GROUP_MODEL, "k1", "m");
        pool.adopt(
                scope,
                new Rest(
                        Dimension.REQUESTS_PER_MINUTE,
                        clock.millis(),
                        clock.millis() + 5_000,
                        Outcome.RATE_LIMITED,
                        0,
                        3));

        assertThat(served("m")).isEqualTo("k2");
        assertThat(served("n")).isEqualTo("k1");
    }

    @Test
    void anOlderRevisionOfARestIsIgnored() {
        Scope scope = new Scope(Reach.KEY, "k1", "");
        long now = clock.millis();
        pool.adopt(scope, new Rest(Dimension.UNSTATED, now, now, Outcome.RATE_LIMITED, 0, 4));

        pool.adopt(scope, new Rest(Dimension.UNSTATED, now, now + 9_000, Outcome.RATE_LIMITED, 0, 3));

        assertThat(served("m")).isEqualTo("k1");
    }

    @Test
    void theClustersIndexOverridesThisNodesProvisionalOne() {
        lease("m").settle(Verdicts.rateLimited(60_000));

        pool.adopt("m", new Rotation("k3", 1));

        assertThat(served("m")).isEqualTo("k3");
    }

    @Test
    void anIndexOfAKeyThatIsNotHereIsIgnored() {
        pool.adopt("m", new Rotation("elsewhere", 7));

        assertThat(served("m")).isEqualTo("k1");
    }
}
