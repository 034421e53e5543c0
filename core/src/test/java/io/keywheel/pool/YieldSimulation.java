package io.keywheel.pool;

import io.keywheel.provider.Dialect;
import io.keywheel.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pool, waiting line and failover against the bench's fake provider, in virtual time: what {@code yield.mjs} measures in minutes, exactly
 * and in milliseconds. CONTRIBUTING.md says how to run it.
 */
final class YieldSimulation {
    private static final double SHARED_SECONDS = 60;
    private static final int MOST_PRESSED = 400;

    private final YieldRun run;
    private final Timeline time = new Timeline();
    private final YieldProvider provider;
    private final YieldLedger ledger;
    private final YieldCluster cluster;
    private final List<KeyPool> pools = new ArrayList<>();
    private final List<YieldMember> members = new ArrayList<>();
    private int asked;
    private int pressed;

    private YieldSimulation(YieldRun run, Consumer<String> trace) {
        this.run = run;
        this.provider = new YieldProvider(run.of().world(), time, run.seed());
        this.ledger = new YieldLedger(run, time, provider, trace);
        this.cluster = new YieldCluster(time);
        for (int i = 0; i < run.members(); i++) {
            PoolShare share = run.members() > 1 ? cluster : PoolShare.ALONE;
            KeyPool pool = new KeyPool(
                    "groq", YieldCases.keys(run.of().world()), rules(run.policy()), time, share, PoolListener.NONE);
            cluster.join(pool);
            pools.add(pool);
            members.add(new YieldMember(pool, time, provider, ledger));
        }
    }

    private static PoolRules rules(Policy policy) {
        Dialect groq = Providers.groq();
        Counting counting = new Counting(
                groq.counts() == Reach.GROUP,
                groq::family,
                groq.countsPerOrganisation(),
                groq::refill,
                groq.probe().refusesUnknownKeys());
        return new PoolRules(policy, counting, List.of());
    }

    static YieldResult run(YieldRun run) {
        return run(run, YieldLedger.QUIET);
    }

    /** @param trace is told every refused call, and every caller who was refused wrongly or told a wrong time */
    static YieldResult run(YieldRun run, Consumer<String> trace) {
        return new YieldSimulation(run, trace).result();
    }

    private YieldResult result() {
        useUp(run.of().extra());
        time.run();
        ledger.begin();
        double from = time.seconds();
        if (members.size() > 1) cluster.share(SHARED_SECONDS);
        YieldTraffic traffic = run.of().traffic();
        List<YieldRequest> arrivals = traffic.arrivals(run.of().perSecond(), run.load(), run.seed(), from);
        for (YieldRequest request : arrivals) time.at(request.at(), () -> ask(request, run.patience(), () -> {}));
        for (YieldCase.Phase phase : run.of().phases()) time.at(from + phase.at(), () -> change(phase));
        time.run();
        double last = arrivals.get(arrivals.size() - 1).at();
        int oracle = YieldOracle.served(run, arrivals, 0);
        int patient = run.patience() > 0 ? YieldOracle.served(run, arrivals, run.patience()) : oracle;
        return ledger.result(new YieldLedger.Yardstick(arrivals.size(), oracle, patient), last);
    }

    private void ask(YieldRequest request, double patience, Runnable ended) {
        members.get(asked++ % members.size()).serve(request, patience, ended);
    }

    private void change(YieldCase.Phase phase) {
        phase.provider().accept(provider);
        pools.forEach(phase.pool());
    }

    /** One request after another, until the organisations that shall be used up are, and some more. */
    private void useUp(int more) {
        boolean done = run.of().usedUp().stream().allMatch(this::isUsedUp);
        if (done && (more == 0 || run.of().usedUp().isEmpty())) return;
        // As in the bench: a pool that goes elsewhere is not pressed for ever.
        if (++pressed > MOST_PRESSED) return;
        ask(new YieldRequest(time.seconds(), 1_021, 256, 1), 0, () -> useUp(done ? more - 1 : more));
    }

    private boolean isUsedUp(String organisation) {
        return provider.admitsAt(organisation) > time.seconds();
    }

    public static void main(String[] args) {
        YieldOptions chosen = YieldOptions.of(args);
        long start = System.nanoTime();
        YieldTable table = new YieldTable(chosen.onlyMissed());
        List<YieldRun> runs = chosen.runs();
        for (YieldRun each : runs) table.add(run(each, chosen.trace()));
        System.out.print(table);
        System.out.printf("%d runs in %.1f s%n", runs.size(), (System.nanoTime() - start) / 1e9);
    }
}
