package io.keywheel.pool;

import java.util.Optional;

/** One member's failover as the gateway does it: acquire, send, keep or try the next, and wait in line where that helps. */
final class YieldMember {
    private static final long SHORTEST_MILLIS = 10;
    private static final long NEVER = Long.MAX_VALUE;

    /** One request on its way. */
    static final class Call {
        final YieldRequest request;
        final Demand demand;
        final long cameMicros;
        private final long patienceEnd;
        private int attempts;
        private final Runnable ended;

        private Call(YieldRequest request, Timeline time, double patience, Runnable ended) {
            this.request = request;
            this.demand = request.demand();
            this.cameMicros = time.micros();
            this.patienceEnd = time.millis() + (long) (patience * 1_000);
            this.ended = ended;
        }
    }

    private final KeyPool pool;
    private final Timeline time;
    private final YieldProvider provider;
    private final YieldLedger ledger;
    private final WaitingLine<Call> line;
    private long armedFor = NEVER;

    YieldMember(KeyPool pool, Timeline time, YieldProvider provider, YieldLedger ledger) {
        this.pool = pool;
        this.time = time;
        this.provider = provider;
        this.ledger = ledger;
        this.line = new WaitingLine<>(pool);
    }

    void serve(YieldRequest request, double patience, Runnable ended) {
        attempt(new Call(request, time, patience, ended));
    }

    private void attempt(Call call) {
        if (call.attempts == 0 && !line.isEmpty()) {
            queue(call);
            return;
        }
        Acquired acquired = pool.acquire(call.demand);
        if (acquired instanceof Lease lease) send(call, lease);
        else exhausted(call, (Exhausted) acquired);
    }

    private void exhausted(Call call, Exhausted why) {
        boolean mayWait =
                why.reason() == Exhausted.Reason.ALL_REST && why.soonest().isPresent();
        if (mayWait && call.patienceEnd > time.millis()) queue(call);
        else refuse(call, why);
    }

    private void send(Call call, Lease lease) {
        call.attempts++;
        provider.ask(lease.key().id(), call.request, answer -> answered(call, lease, answer));
    }

    private void answered(Call call, Lease lease, YieldProvider.Answer answer) {
        lease.observed(answer.headers());
        if (!answer.usage().isNone()) lease.used(answer.usage());
        lease.settle(answer.verdict());
        if (answer.verdict().outcome().refusesKey()) {
            ledger.wasted(call, lease.key().id(), answer.verdict());
            attempt(call);
        } else {
            ledger.answered(call, answer.verdict());
            call.ended.run();
        }
    }

    private void refuse(Call call, Exhausted why) {
        ledger.refused(call, why, call.patienceEnd - time.millis());
        call.ended.run();
    }

    private void queue(Call call) {
        Optional<Exhausted> refused = line.admit(call, call.demand, call.patienceEnd, time.millis());
        if (refused.isPresent()) refuse(call, refused.get());
        lookAgain();
    }

    private void lookAgain() {
        long at = line.nextLook();
        if (at >= armedFor) return;
        armedFor = at;
        time.after((double) Math.max(SHORTEST_MILLIS, at - time.millis()), () -> look(at));
    }

    private void look(long at) {
        if (armedFor != at) return;
        armedFor = NEVER;
        for (WaitingLine.Turn<Call> turn : line.letGo(time.millis())) {
            if (turn instanceof WaitingLine.Turn.Goes<Call> goes) send(goes.waiter(), goes.lease());
            if (turn instanceof WaitingLine.Turn.Refused<Call> late) refuse(late.waiter(), late.why());
        }
        lookAgain();
    }
}
