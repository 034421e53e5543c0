package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any pool, whatever providers answer and in whatever order. */
class KeyPoolPropertiesTest {

    /** One thing that happens: time passes, a request is sent, or the oldest running one is answered. */
    record Step(int kind, int model, int answer, int millis) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 20_000))
                .as(Step::new)
                .list()
                .ofMaxSize(300);
    }

    private static Verdict verdict(Step step) {
        return switch (step.answer()) {
            case 0 -> Verdicts.rateLimited(step.millis());
            case 1 -> Verdicts.rateLimitedWithoutAWord();
            case 2 -> Verdicts.forbidden();
            case 3 -> step.millis() < 2_000 ? Verdicts.invalid() : Verdicts.failed();
            case 4 -> step.millis() < 4_000 ? Verdicts.exhausted() : Verdict.callerGone();
            default -> Verdict.succeeded();
        };
    }

    @Property(tries = 300)
    void noRestingKeyIsChosenLeasesAddUpAndEpochsOnlyGrow(
            @ForAll("steps") List<Step> steps, @ForAll("keyCounts") int count) {
        ManualClock clock = new ManualClock();
        Map<String, Long> rests = new HashMap<>();
        Map<String, Long> epochs = new HashMap<>();
        PoolShare watch = new PoolShare() {
            @Override
            public void rested(String pool, Scope scope, Rest rest) {
                rests.merge(scope.subject() + "|" + scope.model(), rest.until(), Math::max);
            }

            @Override
            public void rotated(String pool, String model, Rotation rotation) {
                Long before = epochs.put(model, rotation.epoch());
                assertThat(rotation.epoch()).isGreaterThan(before == null ? 0 : before);
            }
        };
        KeyPool pool = new KeyPool("p", KeyPoolTest.keys(count), clock, watch, PoolListener.NONE);
        List<Lease> running = new ArrayList<>();
        for (Step step : steps) {
            String model = "m" + step.model();
            switch (step.kind()) {
                case 0 -> clock.pass(step.millis());
                case 1 -> {
                    Acquired acquired = pool.acquire(new Demand(model));
                    if (acquired instanceof Lease lease) {
                        running.add(lease);
                        assertThat(restsOf(rests, lease, model, false)).isLessThanOrEqualTo(clock.millis());
                    } else {
                        if (running.isEmpty()) assertThatNoKeyCouldServe(pool, rests, model, clock.millis());
                    }
                }
                default -> {
                    if (!running.isEmpty()) running.remove(0).settle(verdict(step));
                }
            }
            assertThat(pool.inFlight()).isEqualTo(running.size());
        }
    }

    @Provide
    Arbitrary<Integer> keyCounts() {
        return Arbitraries.integers().between(1, 6);
    }

    /** When the key's limits let it serve; with {@code rights}, what it is forbidden counts too. */
    private static long restsOf(Map<String, Long> rests, Lease lease, String model, boolean rights) {
        String id = lease.key().id();
        long all = rests.getOrDefault(id + "|", 0L);
        // A pair that is forbidden may be asked when every other is forbidden too, so only waits are checked.
        return rights ? Math.max(all, rests.getOrDefault(id + "|" + model, 0L)) : all;
    }

    private static void assertThatNoKeyCouldServe(KeyPool pool, Map<String, Long> rests, String model, long now) {
        for (PoolKey key : pool.keys()) {
            long until =
                    Math.max(rests.getOrDefault(key.id() + "|", 0L), rests.getOrDefault(key.id() + "|" + model, 0L));
            assertThat(until).isGreaterThan(now);
        }
    }
}
