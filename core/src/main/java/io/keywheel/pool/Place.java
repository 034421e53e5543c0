package io.keywheel.pool;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One key in a lane, with the scopes that can rest for it looked up beforehand. What changes is guarded by the lane's family. */
final class Place {
    private static final double PER_SAMPLE = 0.1;
    private static final int MANY = 16;
    private static final long A_WHILE_MILLIS = 750;

    /** As it is described at the moment. */
    volatile PoolKey key;

    int index;
    final AtomicInteger inFlight;
    final Cell ofKey;
    final Cell ofKeyModel = new Cell();
    final Allotment allotment;
    private Bundle bundle;
    private boolean proven;
    int running;
    /** Turns that it has taken. */
    double turns;

    private long busySince;
    /** Milliseconds to the head of an answer, of late; 0 where none came yet. */
    double latency;

    private volatile Account account = Account.EMPTY;

    Place(PoolKey key, AtomicInteger inFlight, Cell ofKey, Allotment allotment) {
        this.key = key;
        this.inFlight = inFlight;
        this.ofKey = ofKey;
        this.allotment = allotment;
        this.bundle = new Bundle(List.of(allotment), List.of(this), 0);
    }

    /** Whether this is the place of that key, though something else may be said of it now. */
    boolean isOf(PoolKey other) {
        return key.isSameKey(other) && allotment.group.equals(other.group().name());
    }

    void becomes(PoolKey described, int at) {
        key = described;
        index = at;
    }

    /** Whether it has served. */
    boolean proven() {
        return proven;
    }

    void prove(boolean served) {
        if (served == proven) return;
        proven = served;
        bundle.proved(served);
    }

    Bundle bundle() {
        return bundle;
    }

    void joins(Bundle shared) {
        bundle = shared;
    }

    Quota quota() {
        return bundle.quota;
    }

    /** A lease on it was taken. */
    void taken(Lane lane, long now) {
        inFlight.incrementAndGet();
        if (running == 0) busySince = now;
        running++;
        bundle.runs(1);
        // What rested does not make up for the turns that it missed.
        double behind = Math.max(bundle.turns / bundle.weight, lane.turns);
        lane.turns = behind;
        bundle.turns = behind * bundle.weight + 1;
        turns++;
    }

    /** Whether many wait for its answers, and have for a while: a provider that takes its time. */
    boolean keepsManyWaiting(long now) {
        return running >= MANY && now - busySince > A_WHILE_MILLIS;
    }

    /** A lease on it has ended. */
    void givenBack() {
        inFlight.decrementAndGet();
        running--;
        bundle.runs(-1);
    }

    /** The head of an answer came after so many milliseconds. */
    void answered(long millis) {
        latency += (millis - latency) * (latency == 0 ? 1 : PER_SAMPLE);
    }

    /** Whether no answer of this key has named the account yet. */
    boolean isNew(Account named) {
        if (named.equals(account)) return false;
        account = named;
        return true;
    }

    Optional<Rest> longestRest() {
        return Stream.concat(Stream.of(ofKey.get()), bundle.states())
                .flatMap(s -> s.rests().stream())
                .max(Comparator.comparingLong(Rest::until));
    }

    boolean is(Bundle.Wanted wanted) {
        return switch (wanted) {
            case PROVEN -> proven;
            case FRESH -> !proven && running == 0;
            case READY -> proven || running == 0;
            case ANY -> true;
        };
    }

    /** What keeps this key from serving, whatever its quota says. */
    Obstacle ownObstacle(Demand demand, long now) {
        if (!key.enabled()) return Obstacle.DISABLED;
        ScopeState own = ofKey.get();
        if (own != ScopeState.FREE) {
            if (own.isQuarantined(now)) return Obstacle.QUARANTINED;
            if (!own.permits(now)) return Obstacle.RESTS;
            if (own.isGuessed() && running > 0) return Obstacle.ON_TRIAL;
        }
        if (!ofKeyModel.get().permits(now)) return Obstacle.FORBIDDEN;
        if (demand.excludes(key)) return Obstacle.REFUSED_BEFORE;
        return demand.affinity().excludes(key) ? Obstacle.NOT_ITS_KEY : Obstacle.NONE;
    }

    Obstacle obstacle(Demand demand, long now) {
        Obstacle own = ownObstacle(demand, now);
        if (own != Obstacle.NONE) return own;
        if (allotment.ofGroup.get().isQuarantined(now)) return Obstacle.QUARANTINED;
        return bundle.obstacle(demand.cost(), now);
    }

    boolean serves(Demand demand, long now) {
        return obstacle(demand, now) == Obstacle.NONE;
    }

    /** Enabled, and not rejected. */
    boolean isUsable(long now) {
        return key.enabled()
                && !ofKey.get().isQuarantined(now)
                && !allotment.ofGroup.get().isQuarantined(now);
    }

    /** When its limits let it serve again; what it is forbidden does not count. */
    long restsUntil() {
        return Math.max(ofKey.get().until(), bundle.restsUntil());
    }

    Cell cell(Reach reach) {
        return switch (reach) {
            case KEY -> ofKey;
            case GROUP -> allotment.ofGroup;
            case GROUP_MODEL -> allotment.ofGroupModel;
            case KEY_MODEL -> ofKeyModel;
            case NOBODY, UPSTREAM -> throw new IllegalArgumentException("no cell for " + reach);
        };
    }

    /** Whether the key was rejected, and a request sent at {@code sentAt} was to find out whether it still is. */
    boolean isOnTrialAfterRejection(long sentAt) {
        for (Rest rest : ofKey.get().rests()) if (rest.quarantines() && !rest.holds(sentAt)) return true;
        return false;
    }

    void succeeded(long sentAt) {
        freed(ofKey, sentAt);
        freed(allotment.ofGroup, sentAt);
        freed(allotment.ofGroupModel, sentAt);
        freed(ofKeyModel, sentAt);
    }

    private static void freed(Cell cell, long sentAt) {
        if (cell.get() != ScopeState.FREE) cell.change(s -> s.afterSuccess(sentAt));
    }
}
