package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One member's failover as the gateway does it, with an eye on each choice of the pool. */
final class WildMember {
    private static final long SHORTEST_MILLIS = 10;
    private static final double TIMEOUT_MILLIS = 5_000;
    private static final long NEVER = Long.MAX_VALUE;

    /** One request on its way. */
    static final class Call {
        private final YieldRequest request;
        private final Demand demand;
        private final long patienceEnd;
        private boolean asked;
        private boolean gone;

        Call(YieldRequest request, Demand demand, long patienceEnd) {
            this.request = request;
            this.demand = demand;
            this.patienceEnd = patienceEnd;
        }
    }

    private static final class Line {
        private final WaitingLine<Call> waiting;
        private final Set<Call> order = new LinkedHashSet<>();
        private long armedFor = NEVER;

        private Line(WaitingLine<Call> waiting) {
            this.waiting = waiting;
        }
    }

    private final WildWorld world;
    private final Timeline time;
    private final WildProvider provider;
    private final WildTally tally;
    private final KeyPool pool;
    private final WildMemory memory;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<Call, Lease> running = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();

    WildMember(WildWorld world, Timeline time, WildProvider provider, WildCluster cluster, WildTally tally) {
        this.world = world;
        this.time = time;
        this.provider = provider;
        this.tally = tally;
        this.pool = new KeyPool("made-up", world.poolKeys(), world.rules(), time, told(cluster), heard());
        this.memory = new WildMemory(world, pool);
    }

    private PoolShare told(WildCluster cluster) {
        return new PoolShare() {
            @Override
            public void rested(String pool, Scope scope, Rest rest) {
                memory.rests().said(scope, rest);
                cluster.rested(scope, rest);
            }

            @Override
            public void recovered(String pool, Scope scope, Rest ended) {
                cluster.recovered(scope, ended);
            }

            @Override
            public void rotated(String pool, String model, Rotation rotation) {
                Long before = epochs.put(model, rotation.epoch());
                assertThat(rotation.epoch()).as("epoch of " + model).isGreaterThan(before == null ? 0 : before);
                cluster.rotated(model, rotation);
            }

            @Override
            public void linked(String pool, Link link) {
                cluster.linked(link);
            }
        };
    }

    private PoolListener heard() {
        return new PoolListener() {
            @Override
            public void rested(PoolKey key, String model, Rest rest, Verdict why) {
                if (why.waitMillis().isEmpty()) return;
                long asked = time.millis() + why.waitMillis().getAsLong();
                assertThat(rest.until())
                        .as("a rest is as long as the provider asks")
                        .isEqualTo(asked);
            }

            @Override
            public void recovered(PoolKey key, RecoveredBy how) {
                memory.rests().recovered(key, time.millis());
            }
        };
    }

    KeyPool pool() {
        return pool;
    }

    WildMemory memory() {
        return memory;
    }

    boolean nobodyWaits() {
        return lines.values().stream().allMatch(line -> line.waiting.isEmpty());
    }

    void serve(Call call) {
        tally.requests++;
        Line line = line(call);
        if (line.waiting.isEmpty()) attempt(call);
        else queue(call);
    }

    private Line line(Call call) {
        return lines.computeIfAbsent(call.demand.model(), m -> new Line(new WaitingLine<>(pool)));
    }

    private void attempt(Call call) {
        List<Standing> standings = pool.explain(call.demand);
        Acquired acquired = pool.acquire(call.demand);
        boolean surely = call.asked || world.policy() != Policy.STICKY;
        new WildChecks(world, this, time.millis()).explained(standings, acquired, surely, call.demand);
        call.asked = true;
        if (acquired instanceof Lease lease) send(call, lease);
        else exhausted(call, (Exhausted) acquired);
    }

    private void exhausted(Call call, Exhausted why) {
        tally.refusals += new WildChecks(world, this, time.millis()).refused(call.demand, why);
        boolean mayWait =
                why.reason() == Exhausted.Reason.ALL_REST && why.soonest().isPresent();
        if (mayWait && call.patienceEnd > time.millis()) queue(call);
    }

    private void send(Call call, Lease lease) {
        tally.attempts++;
        new WildChecks(world, this, time.millis()).chosen(lease);
        if (memory.serves(lease.key(), lease.demand(), time.millis())) tally.foreseen++;
        memory.taken(lease, time.millis());
        running.put(call, lease);
        provider.ask(lease.key().id(), call.demand.model(), call.request, answer -> answered(call, lease, answer));
        time.after(
                TIMEOUT_MILLIS, () -> end(call, lease, Verdict.of(Outcome.OUTCOME_UNKNOWN, Reach.UPSTREAM, 0, "", "")));
    }

    private void answered(Call call, Lease lease, WildProvider.Answer answer) {
        if (running.get(call) != lease) return;
        memory.told(lease, answer.headers(), time.millis());
        lease.observed(answer.headers());
        lease.answeredFor(answer.account());
        lease.used(answer.usage());
        end(call, lease, answer.verdict());
        if (answer.verdict().outcome().refusesKey() && !call.gone) attempt(call);
    }

    private void end(Call call, Lease lease, Verdict verdict) {
        if (!running.remove(call, lease)) return;
        memory.ended(lease, verdict, time.millis());
        lease.settle(verdict);
        memory.heedLinks();
        assertThat(pool.inFlight()).as("leases in flight").isEqualTo(memory.underWay());
    }

    /** The caller leaves. */
    void leave(Call call) {
        call.gone = true;
        line(call).waiting.leave(call);
        line(call).order.remove(call);
        lookAgain(line(call));
        Lease lease = running.get(call);
        if (lease != null) end(call, lease, Verdict.callerGone());
    }

    private void queue(Call call) {
        Line line = line(call);
        Optional<Exhausted> refused = line.waiting.admit(call, call.demand, call.patienceEnd, time.millis());
        if (refused.isEmpty() && line.order.add(call)) tally.waited++;
        lookAgain(line);
    }

    private void lookAgain(Line line) {
        long at = line.waiting.nextLook();
        if (at >= line.armedFor) return;
        line.armedFor = at;
        time.after((double) Math.max(SHORTEST_MILLIS, at - time.millis()), () -> look(line, at));
    }

    private void look(Line line, long at) {
        if (line.armedFor != at) return;
        line.armedFor = NEVER;
        line.waiting.letGo(time.millis()).forEach(turn -> end(line, turn));
        assertThat(line.waiting.size()).isEqualTo(line.order.size());
        // Whoever stands first now waits, and has just been looked at.
        for (Call first : line.order) {
            new WildChecks(world, this, time.millis()).waits(first.demand);
            break;
        }
        lookAgain(line);
    }

    private void end(Line line, WaitingLine.Turn<Call> turn) {
        if (turn instanceof WaitingLine.Turn.Goes<Call> goes) {
            line.order.remove(goes.waiter());
            send(goes.waiter(), goes.lease());
        } else if (turn instanceof WaitingLine.Turn.Refused<Call> refused) {
            line.order.remove(refused.waiter());
            boolean inTime = refused.waiter().patienceEnd > time.millis();
            if (inTime) new WildChecks(world, this, time.millis()).refused(refused.waiter().demand, refused.why());
        }
    }

    void adopt(Scope scope, Rest rest) {
        memory.rests().heard(scope, rest);
        pool.adopt(scope, rest);
    }

    void adopt(String model, Rotation rotation) {
        epochs.merge(model, rotation.epoch(), Math::max);
        pool.adopt(model, rotation);
    }

    void adopt(Link link) {
        pool.adopt(link);
        memory.heedLinks();
    }

    void adopt(Spending news, double amount, long since) {
        long now = time.millis();
        WildFigures figures =
                memory.figures(news.scope().subject(), news.scope().model());
        news.told().ifPresent(state -> {
            figures.heard(news.dimension(), state, now);
            pool.adopt(news.scope(), news.dimension(), state);
        });
        figures.takenElsewhere(news.dimension(), amount, now);
        pool.takenElsewhere(news.scope(), news.dimension(), amount, since, news.at());
    }
}
