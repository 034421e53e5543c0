package io.keywheel.pool;

/** What the end of a lease does to the pool. Called with the lane's family locked. */
final class Settlement {
    private final String pool;
    private final Trials trials;
    private final Links links;
    private final boolean provesKeys;
    private final Wheels wheels;
    private final PoolShare share;
    private final PoolListener listener;

    Settlement(
            String pool,
            Trials trials,
            Links links,
            boolean provesKeys,
            Wheels wheels,
            PoolShare share,
            PoolListener listener) {
        this.pool = pool;
        this.trials = trials;
        this.links = links;
        this.provesKeys = provesKeys;
        this.wheels = wheels;
        this.share = share;
        this.listener = listener;
    }

    Wheels wheels() {
        return wheels;
    }

    void settle(Lease lease, Verdict verdict, long now) {
        Place place = lease.place();
        place.givenBack();
        lease.receipt().quota().answered(lease.receipt());
        if (verdict.outcome() == Outcome.SUCCEEDED) succeeded(lease);
        else if (verdict.outcome().refusesKey()) refused(lease, verdict, now);
        else if (tookNothing(verdict.outcome())) place.quota().giveBack(lease.receipt());
        else place.quota().unsure(lease.receipt());
    }

    private static boolean tookNothing(Outcome outcome) {
        return outcome == Outcome.PROVIDER_OVERLOADED || outcome == Outcome.REQUEST_REJECTED;
    }

    private void succeeded(Lease lease) {
        Place place = lease.place();
        if (place.isOnTrialAfterRejection(lease.takenAt())) listener.recovered(place.key, RecoveredBy.REQUEST);
        place.prove(true);
        place.succeeded(lease.takenAt());
        place.quota().served(lease.receipt(), lease.usage());
        if (!lease.usage().isNone()) lease.lane().estimate.billed(lease.demand().size(), lease.usage());
    }

    private void refused(Lease lease, Verdict verdict, long now) {
        Place place = lease.place();
        Quota quota = place.quota();
        lease.demand().refusedBy(place.key);
        quota.giveBack(lease.receipt());
        if (isSurprise(lease, verdict)) links.search();
        quota.refused(lease.receipt(), place.allotment.group, now);
        if (lease.errand() == Lease.Errand.TEST_LINK) place.allotment.confirmLink(now);
        if (verdict.outcome() == Outcome.KEY_INVALID) place.prove(false);
        verdict.numbers().ifPresent(numbers -> quota.refused(verdict, numbers, lease.receipt(), now));
        lease.lane().family.heardOf(quota);
        if (bindsOnlyLargeOnes(lease, verdict)) {
            long until = now + verdict.waitMillis().orElse(0);
            Rest ofLargeOnes = new Rest(verdict.dimension(), now, until, verdict.outcome(), 0, 0);
            listener.rested(lease.key(), lease.lane().model, ofLargeOnes, verdict);
        } else {
            rest(lease, verdict, now);
        }
        wheels.leave(lease.lane(), place, now);
    }

    /** Refused though figures that headers told covered it. */
    private static boolean isSurprise(Lease lease, Verdict verdict) {
        return verdict.outcome() == Outcome.RATE_LIMITED
                && lease.errand() == Lease.Errand.NONE
                && !verdict.account().isEmpty()
                && lease.receipt().marks().stream().anyMatch(m -> m.budget().isTold());
    }

    /** One huge prompt never benches a key for the others: its budget knows what is left for them. */
    private static boolean bindsOnlyLargeOnes(Lease lease, Verdict verdict) {
        return verdict.numbers().isPresent()
                && verdict.dimension().unit() == Dimension.Unit.TOKENS
                && lease.receipt().cost().tokens() > lease.lane().demand.usual().tokens();
    }

    private void rest(Lease lease, Verdict verdict, long now) {
        Place place = lease.place();
        Cell cell = place.cell(verdict.reach());
        ScopeState before;
        ScopeState after;
        do {
            before = cell.get();
            after = before.after(verdict, lease.takenAt(), now, provesKeys);
        } while (!cell.step(before, after));
        if (after == before) return;
        Rest rest = after.rest(verdict.dimension());
        boolean byFamily = verdict.reach() == Reach.GROUP_MODEL;
        String model = byFamily ? lease.lane().family.name : lease.lane().model;
        share.rested(pool, Scope.of(verdict.reach(), place.key, model), rest);
        if (rest.quarantines()) trials.from(rest.until());
        if (before.permits(now)) listener.rested(place.key, lease.lane().model, rest, verdict);
    }
}
