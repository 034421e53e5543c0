package io.keywheel.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one member was told and has under way; reckoned apart from the pool that is tested. */
final class WildMemory {
    private record Name(String group, String family) {}

    private final WildWorld world;
    private final KeyPool pool;
    private final WildRests rests = new WildRests();
    private final Map<Name, WildFigures> figures = new HashMap<>();
    private final List<Lease> underWay = new ArrayList<>();
    private final Set<String> everLinked = new HashSet<>();
    private Set<String> linked = Set.of();

    WildMemory(WildWorld world, KeyPool pool) {
        this.world = world;
        this.pool = pool;
    }

    WildRests rests() {
        return rests;
    }

    int underWay() {
        return underWay.size();
    }

    WildFigures figures(String group, String family) {
        return figures.computeIfAbsent(new Name(group, family), n -> new WildFigures(everLinked.contains(group)));
    }

    private WildFigures figures(Lease lease) {
        return figures(lease.key().group().name(), world.family(lease.demand().model()));
    }

    void taken(Lease lease, long now) {
        underWay.add(lease);
        figures(lease).sent(lease, now);
    }

    void told(Lease lease, List<Observation> told, long now) {
        for (Observation one : told) figures(lease).told(one, lease, now);
    }

    /** The lease is about to be settled. */
    void ended(Lease lease, Verdict verdict, long now) {
        underWay.remove(lease);
        figures(lease).ended();
        if (verdict.outcome().refusesKey()) refused(lease, verdict, now);
        else if (verdict.outcome() == Outcome.SUCCEEDED)
            scopes(lease.key(), lease.demand().model()).forEach(s -> rests.succeeded(s, lease.takenAt()));
    }

    private void refused(Lease lease, Verdict verdict, long now) {
        boolean mayBindLargeOnesOnly =
                verdict.numbers().isPresent() && verdict.dimension().unit() == Dimension.Unit.TOKENS;
        String model = lease.demand().model();
        boolean byFamily = verdict.reach() == Reach.GROUP_MODEL;
        Scope scope = Scope.of(verdict.reach(), lease.key(), byFamily ? world.family(model) : model);
        if (!mayBindLargeOnesOnly) rests.refused(scope, verdict, lease.takenAt(), now);
        figures(lease).refused(verdict, lease, now);
    }

    /** Groups that share a quota with others as the pool has it: their figures are not theirs alone. */
    void heedLinks() {
        Set<String> now = new HashSet<>();
        for (Link link : pool.links()) if (link.holds()) now.addAll(List.of(link.first(), link.second()));
        if (now.equals(linked)) return;
        Set<String> changed = new HashSet<>(now);
        changed.addAll(linked);
        for (Map.Entry<Name, WildFigures> one : figures.entrySet()) {
            if (changed.contains(one.getKey().group())) one.getValue().doubt();
        }
        everLinked.addAll(changed);
        linked = now;
    }

    private List<Scope> scopes(PoolKey key, String model) {
        List<Scope> scopes = limits(key, model);
        scopes.add(Scope.of(Reach.KEY_MODEL, key, model));
        return scopes;
    }

    private List<Scope> limits(PoolKey key, String model) {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(Scope.of(Reach.KEY, key, ""));
        scopes.add(Scope.of(Reach.GROUP, key, ""));
        scopes.add(Scope.of(Reach.GROUP_MODEL, key, world.family(model)));
        return scopes;
    }

    /** Why the key should not have been chosen; empty where nothing speaks against it. */
    String against(PoolKey key, Demand demand, long now) {
        if (!key.enabled()) return "it is disabled";
        if (demand.affinity().excludes(key)) return "the demand is pinned to another";
        if (demand.excludes(key)) return "it has refused this request";
        for (Scope scope : limits(key, demand.model())) if (rests.surelyRests(scope, now)) return scope + " rests";
        Scope right = Scope.of(Reach.KEY_MODEL, key, demand.model());
        boolean forbidden = rests.surelyRests(right, now);
        return forbidden && !areAllForbidden(demand, now) ? right + " rests" : "";
    }

    private boolean areAllForbidden(Demand demand, long now) {
        return pool.keys().stream()
                .filter(k -> k.enabled() && !demand.affinity().excludes(k))
                .filter(k -> !rests.mayRest(Scope.of(Reach.KEY, k, ""), now))
                .allMatch(k -> rests.mayRest(Scope.of(Reach.KEY_MODEL, k, demand.model()), now));
    }

    /** Whether the key can serve by the provider's own word. */
    boolean serves(PoolKey key, Demand demand, long now) {
        if (!key.enabled() || demand.excludes(key) || demand.affinity().excludes(key)) return false;
        String group = key.group().name();
        if (linked.contains(group) || world.isDeclared()) return false;
        // Members that learn of a parting at different moments may say a while longer what the two were thought to
        // share.
        if (world.members() > 1 && everLinked.contains(group)) return false;
        for (Scope scope : scopes(key, demand.model())) {
            if (rests.mayRest(scope, now)) return false;
            if (rests.isGuessed(scope) && underWay.stream().anyMatch(l -> isOf(scope, l))) return false;
        }
        return figures(group, world.family(demand.model())).cover(demand.cost(), now);
    }

    private boolean isOf(Scope scope, Lease lease) {
        return scopes(lease.key(), lease.demand().model()).contains(scope);
    }
}
