package io.keywheel.pool;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * All keys of one provider. {@link #acquire} gives a lease on a key that can serve now; settling the lease tells the pool what came
 * of it. Any thread may call; nothing here blocks.
 */
public final class KeyPool {
    private final String name;
    private final Roster roster;
    private final InstantSource clock;
    private final PoolListener listener;
    private final Links links;
    private final Linkage linkage;
    private final Lanes lanes;
    private final Trials trials = new Trials();
    private final Chooser chooser;
    private final Settlement settlement;
    private final Quarantines quarantines;

    /** A pool that stays on a key until it cannot serve, of a provider of which nothing is known. */
    public KeyPool(String name, List<PoolKey> keys, InstantSource clock, PoolShare share, PoolListener listener) {
        this(name, keys, PoolRules.STANDARD, clock, share, listener);
    }

    /** @param rules what the keys are chosen by */
    public KeyPool(
            String name,
            List<PoolKey> keys,
            PoolRules rules,
            InstantSource clock,
            PoolShare share,
            PoolListener listener) {
        this.name = name;
        this.roster = new Roster(keys);
        this.clock = clock;
        this.listener = listener;
        this.links = new Links(rules.counting().perOrganisation());
        this.lanes = new Lanes(roster, rules);
        this.linkage = new Linkage(name, links, lanes, share, listener);
        this.chooser = new Chooser(SelectionPolicy.of(rules.policy()), trials);
        this.quarantines = new Quarantines(name, roster, lanes, share, listener);
        Wheels wheels = new Wheels(name, rules.policy() == Policy.STICKY, chooser, share, listener);
        this.settlement = new Settlement(name, trials, links, rules.counting().provesKeys(), wheels, share, listener);
    }

    public String name() {
        return name;
    }

    /** The keys in start order. */
    public List<PoolKey> keys() {
        return roster.keys();
    }

    /**
     * These keys from now on, while requests run. Of a key that stays everything stays known; one that is gone is given to nobody any
     * more, and its running attempts end as they would have.
     */
    public void replace(List<PoolKey> keys) {
        roster.replace(keys);
    }

    /** What people call the key: its place in start order, from 1; those that come later are appended. */
    public int numberOf(PoolKey key) {
        return roster.numberOf(key);
    }

    /** The keys that are enabled and that the provider has not rejected. */
    public List<PoolKey> usableKeys() {
        long now = clock.millis();
        return roster.keys().stream()
                .filter(k -> k.enabled() && quarantines.of(k, now) == null)
                .toList();
    }

    /** The enabled keys that the provider rejected, themselves or with their group. */
    public List<Quarantined> quarantined() {
        return quarantines.list(clock.millis());
    }

    /** Attempts that run now, with every key together. */
    public int inFlight() {
        return roster.inFlight();
    }

    /** Attempts that run now with the key of this id, be it removed already. */
    public int inFlight(String id) {
        return roster.inFlight(id);
    }

    /** Models that are told apart. */
    int lanes() {
        return lanes.all().size();
    }

    /** A lease on the key that serves {@code demand}, or why there is none. */
    public Acquired acquire(Demand demand) {
        long now = clock.millis();
        Lane lane = lanes.of(demand.model(), now);
        synchronized (lane.family) {
            lanes.prepare(lane, links, now);
            if (lane.places.isEmpty()) return new Exhausted(Exhausted.Reason.NO_USABLE_KEY, OptionalLong.empty());
            demand.estimate(lane.estimate.of(demand.size()));
            if (demand.isNew()) lane.demand.asked(demand.cost(), now);
            Place place = chooser.choose(lane, demand, now);
            if (place == null) return whenNoneServes(lane, demand, now);
            settlement.wheels().follow(lane, place, now);
            return lease(lane, place, demand, now, Lease.Errand.NONE);
        }
    }

    private Acquired whenNoneServes(Lane lane, Demand demand, long now) {
        Place asked = LastResort.toAsk(lane, demand, now);
        if (asked != null) return lease(lane, asked, demand, now, Lease.Errand.ASK);
        Place tested = LastResort.toTestLink(lane, demand, now);
        if (tested != null) return lease(lane, tested, demand, now, Lease.Errand.TEST_LINK);
        Place unnamed = LastResort.toHearName(lane, demand, links, now);
        if (unnamed != null) return lease(lane, unnamed, demand, now, Lease.Errand.ASK);
        Place forbidden = LastResort.forbidden(lane, demand, now);
        if (forbidden != null) return lease(lane, forbidden, demand, now, Lease.Errand.NONE);
        Exhausted why = LastResort.why(lane, demand, now);
        if (why.reason() == Exhausted.Reason.ALL_REST) listener.exhausted(lane.model, why);
        return why;
    }

    private Lease lease(Lane lane, Place place, Demand demand, long now, Lease.Errand errand) {
        place.taken(lane, now);
        Receipt receipt = place.quota().charge(demand.cost(), now, errand != Lease.Errand.NONE);
        return new Lease(this, lane, place, demand, receipt, errand);
    }

    /**
     * When the {@code place}-th of requests like this one will be served, if nobody else asks; empty where that is not within an hour,
     * or not known.
     */
    public OptionalLong turnOf(Demand demand, int place) {
        if (roster.keys().isEmpty()) return OptionalLong.empty();
        long now = clock.millis();
        Lane lane = lanes.of(demand.model(), now);
        synchronized (lane.family) {
            lanes.prepare(lane, links, now);
            demand.estimate(lane.estimate.of(demand.size()));
            return Turns.of(lane, demand, place, now);
        }
    }

    /** How each key stands to {@code demand}, in start order: which one it would get, and why not the others. Takes nothing. */
    public List<Standing> explain(Demand demand) {
        if (roster.keys().isEmpty()) return List.of();
        long now = clock.millis();
        Lane lane = lanes.of(demand.model(), now);
        synchronized (lane.family) {
            lanes.prepare(lane, links, now);
            if (lane.places.isEmpty()) return List.of();
            demand.estimate(lane.estimate.of(demand.size()));
            Place chosen = chooser.choose(lane, demand, now);
            return lane.places.stream()
                    .map(p -> Standing.of(p, demand, now, p == chosen))
                    .toList();
        }
    }

    /** How one of the keys stands, to every model that was asked for. */
    public KeyReport report(PoolKey key) {
        return KeyReport.of(key, roster, lanes, clock.millis());
    }

    /** The groups that turned out to share one quota, and those that turned out not to. */
    public List<Link> links() {
        return links.all();
    }

    /** Called by the lease, when the head of its answer is there. */
    void observed(Lease lease, List<Observation> told) {
        long now = clock.millis();
        Place place = lease.place();
        if (linkage.isContradicted(lease, told, now)) linkage.part(place.allotment.group, now);
        synchronized (lease.lane().family) {
            lanes.prepare(lease.lane(), links, now);
            place.answered(now - lease.takenAt());
            linkage.compared(lease, told, now);
            place.quota().observed(told, lease.receipt(), place.allotment.group, now);
            lease.receipt().quota().answered(lease.receipt());
            lease.lane().family.heardOf(place.quota());
        }
    }

    /** Called by the lease: its answer names an account. */
    void answeredFor(Lease lease, Account account) {
        linkage.answeredFor(lease.place(), account);
    }

    /** Called by the lease, once. */
    void settle(Lease lease, Verdict verdict) {
        long now = clock.millis();
        if (verdict.outcome().refusesKey() && !verdict.account().isEmpty()) answeredFor(lease, verdict.account());
        boolean tested = lease.errand() == Lease.Errand.TEST_LINK;
        if (tested && verdict.outcome() == Outcome.SUCCEEDED) linkage.part(lease.place().allotment.group, now);
        if (tested) observed(lease, lease.kept());
        synchronized (lease.lane().family) {
            lanes.prepare(lease.lane(), links, now);
            settlement.settle(lease, verdict, now);
        }
    }

    /** What another member learned of a scope. */
    public void adopt(Scope scope, Rest rest) {
        if (roster.keys().isEmpty()) return;
        quarantines.adopt(scope, rest, clock.millis());
        if (rest.quarantines()) trials.from(rest.until());
    }

    /** The provider accepts a key again, and its group: their quarantine ends here at once, and soon on every member. */
    public void recover(PoolKey key, RecoveredBy how) {
        quarantines.recover(key, how, clock.millis());
    }

    /** What another member found of two groups. */
    public void adopt(Link link) {
        if (!roster.keys().isEmpty()) linkage.adopt(link, clock.millis());
    }

    /** Where the cluster's wheel stands. Ignored where this node has no such key. */
    public void adopt(String model, Rotation rotation) {
        if (roster.keys().isEmpty()) return;
        long now = clock.millis();
        Lane lane = lanes.of(model, now);
        synchronized (lane.family) {
            lanes.prepare(lane, links, now);
            Place place = lane.of(rotation.key());
            if (place != null) lane.adopt(new Lane.Wheel(rotation, place));
        }
    }

    /** What was taken of limits here, and told of them, since this was last asked; asked a few times a second to tell the others. */
    public List<Spending> spending() {
        long now = clock.millis();
        List<Spending> news = new ArrayList<>();
        for (Family family : lanes.families()) {
            synchronized (family) {
                news.addAll(family.spending(now));
            }
        }
        return news;
    }

    /** What another member was told of a limit. */
    public void adopt(Scope scope, Dimension dimension, BudgetState told) {
        quota(scope, quota -> quota.adopt(dimension, told, clock.millis()));
    }

    /** What another member took of a limit between two moments, in pool milliseconds. */
    public void takenElsewhere(Scope scope, Dimension dimension, double amount, long from, long to) {
        quota(scope, quota -> quota.takenElsewhere(dimension, amount, from, to, clock.millis()));
    }

    private void quota(Scope scope, Consumer<Quota> change) {
        if (roster.keys().isEmpty()) return;
        Family family = lanes.family(scope.model(), clock.millis());
        synchronized (family) {
            Allotment allotment = family.of(scope.subject());
            if (allotment != null) change.accept(allotment.quota);
        }
    }
}
