package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When all is quiet: what a pool thinks is left, once the provider has told it, is what is left to one request, or less. */
record WildReckoning(WildWorld world, Timeline time, WildProvider provider, WildTally tally) {
    private static final YieldRequest LAST = new YieldRequest(0, 400, 100, 10);
    private static final double TIMEOUT_MILLIS = 2_000;
    private static final long GRAIN = 20;

    void compare(List<WildMember> members) {
        for (WildMember member : members) {
            Map<String, List<PoolKey>> groups = member.pool().keys().stream()
                    .filter(PoolKey::enabled)
                    .collect(Collectors.groupingBy(k -> k.group().name()));
            for (List<PoolKey> keys : groups.values()) {
                for (String model : WildWorld.MODELS) ask(member.pool(), keys.get(0), model);
            }
        }
    }

    private void ask(KeyPool pool, PoolKey key, String model) {
        Demand demand = new Demand(model, new RequestSize(LAST.bytes(), LAST.maxTokens()), Affinity.only(key.id()));
        pool.spending();
        if (!(pool.acquire(demand) instanceof Lease lease)) return;
        provider.ask(key.id(), model, LAST, answer -> {
            lease.observed(answer.headers());
            lease.settle(answer.verdict());
            List<Spending> news = pool.spending();
            for (Observation told : answer.headers()) if (isSurelyOfNow(told, lease)) compare(told, news, key, model);
        });
        time.after(TIMEOUT_MILLIS, () -> {
            if (pool.inFlight() > 0) lease.settle(Verdict.callerGone());
        });
        time.run();
        assertThat(pool.inFlight()).isZero();
    }

    /** Not of a window that may have ended on the answer's way. */
    private boolean isSurelyOfNow(Observation told, Lease lease) {
        return lease.takenAt() + told.resetMillis() > time.millis() + GRAIN;
    }

    private void compare(Observation told, List<Spending> news, PoolKey key, String model) {
        Scope scope = new Scope(Reach.GROUP_MODEL, key.group().name(), world.family(model));
        for (Spending one : news) {
            boolean isIt = one.scope().equals(scope) && one.dimension() == told.dimension();
            if (isIt)
                one.told()
                        .ifPresent(thought -> compare(thought, told.dimension().unit(), key, model));
        }
    }

    private void compare(BudgetState thought, Dimension.Unit unit, PoolKey key, String model) {
        double left = provider.of(key.id(), model).left(unit, time.seconds()).orElseThrow();
        double request = unit == Dimension.Unit.REQUESTS ? 1 : LAST.tokens();
        assertThat(thought.remaining())
                .as("what is left of %s, %s", key.id(), model)
                .isLessThanOrEqualTo(left + request + onTheWay(thought));
        tally.compared++;
        if (thought.remaining() >= left - request) tally.exact++;
    }

    /** What comes back of a bucket while an answer is under way: nobody knows when on its way the figures were written down. */
    private static double onTheWay(BudgetState thought) {
        return thought.bucket() ? thought.limit() / thought.fillMillis() * (thought.at() - thought.sentAt()) : 0;
    }
}
