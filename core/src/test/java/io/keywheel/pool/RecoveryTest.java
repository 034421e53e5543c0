package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rejected key that is accepted again. */
class RecoveryTest {
    private static final Verdict GROUP_INVALID =
            Verdict.of(Outcome.KEY_INVALID, Reach.GROUP, 403, "organization_restricted", "");

    private final ManualClock clock = new ManualClock();
    private final List<Rest> shared = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final PoolKey lone = key("k1", "g1", true);
    private final PoolKey first = key("k2", "g2", true);
    private final PoolKey second = key("k3", "g2", true);
    private final KeyPool pool = pool(lone, first, second, key("k4", "g2", false));

    private static PoolKey key(String id, String group, boolean enabled) {
        return new PoolKey(id, "groq", id, new Secret("fake-" + id), QuotaGroup.declared(group), 1, "test", enabled);
    }

    private KeyPool pool(PoolKey... keys) {
        PoolShare share = new PoolShare() {
            @Override
            public void rested(String pool, Scope scope, Rest rest) {}

            @Override
            public void rotated(String pool, String model, Rotation rotation) {}

            @Override
            public void recovered(String pool, Scope scope, Rest ended) {
                shared.add(ended);
            }
        };
        PoolListener listener = new PoolListener() {
            @Override
            public void recovered(PoolKey key, RecoveredBy how) {
                told.add(key.id() + " " + how);
            }
        };
        return new KeyPool("groq", List.of(keys), clock, share, listener);
    }

    private void refuseNext(Verdict why) {
        ((Lease) pool.acquire(new Demand("m"))).settle(why);
    }

    private List<String> quarantined() {
        return pool.quarantined().stream().map(q -> q.key().id()).toList();
    }

    private String served() {
        Lease lease = (Lease) pool.acquire(new Demand("m"));
        lease.settle(Verdict.succeeded());
        return lease.key().id();
    }

    private Rest quarantineOf(PoolKey key) {
        return pool.quarantined().stream()
                .filter(q -> q.key().equals(key))
                .findFirst()
                .orElseThrow()
                .rest();
    }

    @Test
    void aRejectedKeyIsListedUntilItRecovers() {
        refuseNext(Verdicts.invalid());
        assertThat(quarantined()).containsExactly("k1");

        pool.recover(lone, RecoveredBy.PROBE);

        assertThat(quarantined()).isEmpty();
        assertThat(pool.usableKeys()).contains(lone);
    }

    @Test
    void aKeyThatOnlyRestsIsNotListed() {
        refuseNext(Verdicts.rateLimited(60_000));

        assertThat(quarantined()).isEmpty();
    }

    @Test
    void aRecoveredKeyServesAtOnce() {
        refuseNext(Verdicts.invalid());
        refuseNext(GROUP_INVALID);
        assertThat(pool.acquire(new Demand("m"))).isInstanceOf(Exhausted.class);

        pool.recover(lone, RecoveredBy.OPERATOR);

        assertThat(served()).isEqualTo("k1");
        assertThat(told).containsExactly("k1 OPERATOR");
    }

    @Test
    void aRejectedGroupTakesItsEnabledKeysOutAndOneOfThemBringsAllBack() {
        refuseNext(Verdicts.invalid());
        refuseNext(GROUP_INVALID);
        assertThat(quarantined()).containsExactly("k1", "k2", "k3");

        pool.recover(second, RecoveredBy.PROBE);

        assertThat(quarantined()).containsExactly("k1");
        assertThat(told).containsExactly("k2 PROBE", "k3 PROBE");
    }

    @Test
    void theOthersAreToldWhatRestEndedAndWhen() {
        refuseNext(Verdicts.invalid());
        pool.adopt(Scope.of(Reach.KEY, lone, ""), quarantineOf(lone).withRevision(7));
        clock.pass(30_000);

        pool.recover(lone, RecoveredBy.PROBE);

        assertThat(shared).singleElement().satisfies(ended -> {
            assertThat(ended.isRecovery()).isTrue();
            assertThat(ended.until()).isEqualTo(clock.millis());
            assertThat(ended.revision()).isEqualTo(7);
        });
    }

    @Test
    void aKeyThatIsNotRejectedHasNothingToRecoverFrom() {
        refuseNext(Verdicts.rateLimited(60_000));

        pool.recover(lone, RecoveredBy.OPERATOR);

        assertThat(shared).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void whatAnotherMemberRecoveredServesHereToo() {
        refuseNext(Verdicts.invalid());
        Rest quarantine = quarantineOf(lone);
        clock.pass(30_000);

        pool.adopt(
                Scope.of(Reach.KEY, lone, ""),
                quarantine.recovered(clock.millis()).withRevision(9));

        assertThat(quarantined()).isEmpty();
        assertThat(told).containsExactly("k1 MEMBER");
        assertThat(shared).isEmpty();
    }

    @Test
    void aNewQuarantineIsNotEndedByTheRecoveryFromTheLast() {
        refuseNext(Verdicts.invalid());
        Rest recovery = quarantineOf(lone).recovered(clock.millis() + 10).withRevision(9);
        pool.recover(lone, RecoveredBy.PROBE);
        pool.adopt("m", new Rotation("k1", 5));
        served();
        clock.pass(60_000);
        refuseNext(Verdicts.invalid());

        pool.adopt(Scope.of(Reach.KEY, lone, ""), recovery);

        assertThat(quarantined()).containsExactly("k1");
    }

    @Test
    void aRecoveryEndsNoOtherRest() {
        Verdict ofKey = Verdict.of(Outcome.RATE_LIMITED, Reach.KEY, 429, "", "");
        refuseNext(ofKey);
        Rest recovery = new Rest(Dimension.UNSTATED, 0, clock.millis() + 10, Outcome.SUCCEEDED, 0, 9);

        pool.adopt(Scope.of(Reach.KEY, lone, ""), recovery);
        pool.adopt("m", new Rotation("k1", 5));

        assertThat(served()).isEqualTo("k2");
    }
}
