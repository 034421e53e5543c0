package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a pool that the provider rejected, and how they come back. Any thread may call. */
final class Quarantines {
    private final String pool;
    private final Roster roster;
    private final Lanes lanes;
    private final PoolShare share;
    private final PoolListener listener;

    Quarantines(String pool, Roster roster, Lanes lanes, PoolShare share, PoolListener listener) {
        this.pool = pool;
        this.roster = roster;
        this.lanes = lanes;
        this.share = share;
        this.listener = listener;
    }

    /** The enabled keys that are out, themselves or with their group. */
    List<Quarantined> list(long now) {
        List<Quarantined> found = new ArrayList<>();
        for (PoolKey key : roster.keys()) {
            Rest rest = of(key, now);
            if (rest != null && key.enabled()) found.add(new Quarantined(key, rest));
        }
        return found;
    }

    /** What a key is out for, itself or with its group, whichever lasts longer; null where it is not. */
    @Nullable
    Rest of(PoolKey key, long now) {
        Rest own = roster.ofKey(key).get().quarantine(now);
        Rest ofGroup = roster.ofGroup(key).get().quarantine(now);
        if (own == null || ofGroup == null) return own == null ? ofGroup : own;
        return ofGroup.until() > own.until() ? ofGroup : own;
    }

    /** The provider accepts a key again, and its group. */
    void recover(PoolKey key, RecoveredBy how, long now) {
        recover(roster.ofKey(key), Scope.of(Reach.KEY, key, ""), how, now);
        recover(roster.ofGroup(key), Scope.of(Reach.GROUP, key, ""), how, now);
    }

    private void recover(Cell cell, Scope scope, RecoveredBy how, long now) {
        ScopeState before;
        ScopeState after;
        do {
            before = cell.get();
            after = before.recovered(now);
        } while (!cell.step(before, after));
        if (after == before) return;
        for (Rest rest : after.rests()) {
            if (!before.rests().contains(rest)) share.recovered(pool, scope, rest);
        }
        tell(scope, how, now);
    }

    /** Takes in what another member learned of a scope. */
    void adopt(Scope scope, Rest rest, long now) {
        boolean recovered = false;
        for (Cell cell : lanes.cells(scope, now)) {
            boolean out = cell.get().quarantine(now) != null;
            cell.change(s -> s.adopt(rest));
            recovered |= out && cell.get().quarantine(now) == null;
        }
        if (recovered) tell(scope, RecoveredBy.MEMBER, now);
    }

    private void tell(Scope scope, RecoveredBy how, long now) {
        for (PoolKey key : roster.keys()) {
            boolean covered = scope.equals(Scope.of(scope.reach(), key, scope.model()));
            if (covered && key.enabled() && of(key, now) == null) listener.recovered(key, how);
        }
    }
}
