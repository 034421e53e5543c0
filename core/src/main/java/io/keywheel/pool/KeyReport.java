package io.keywheel.pool;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One key at one moment, for operators.
 *
 * @param inFlight attempts that run with it here
 * @param rest of all its models, where one holds: the longest
 * @param models those that were asked for here
 */
public record KeyReport(PoolKey key, int inFlight, Optional<Rest> rest, List<Model> models) {
    public KeyReport {
        models = List.copyOf(models);
    }

    /**
     * How it stands to one model.
     *
     * @param rest the longest that holds
     */
    public record Model(String model, Optional<Rest> rest, List<Left> budgets) {
        public Model {
            budgets = List.copyOf(budgets);
        }
    }

    /**
     * What is left of a limit.
     *
     * @param fullAt pool time in milliseconds when it is whole again
     * @param observedAt when the attempt was sent whose answer told it; empty where it is only counted
     */
    public record Left(
            Dimension dimension, double limit, double remaining, OptionalLong fullAt, OptionalLong observedAt) {}

    static KeyReport of(PoolKey key, Roster roster, Lanes lanes, long now) {
        Optional<Rest> rest =
                longest(List.of(roster.ofKey(key).get(), roster.ofGroup(key).get()), now);
        List<Model> models = lanes.all().stream()
                .map(lane -> model(lane, key.id(), now))
                .flatMap(Optional::stream)
                .sorted(java.util.Comparator.comparing(Model::model))
                .toList();
        return new KeyReport(key, roster.inFlight(key.id()), rest, models);
    }

    private static Optional<Model> model(Lane lane, String key, long now) {
        synchronized (lane.family) {
            Place place = lane.of(key);
            if (place == null) return Optional.empty();
            Optional<Rest> rest = longest(
                    List.of(
                            place.ofKey.get(),
                            place.ofKeyModel.get(),
                            place.allotment.ofGroup.get(),
                            place.allotment.ofGroupModel.get()),
                    now);
            List<Left> left = place.quota().budgets().all().stream()
                    .map(b -> left(b, now))
                    .toList();
            return Optional.of(new Model(lane.model, rest, left));
        }
    }

    private static Left left(Budget budget, long now) {
        double remaining = Math.max(0, budget.left(now));
        long full = budget.outlook().fullAt(now);
        long sent = budget.newestSent();
        return new Left(
                budget.dimension(),
                budget.limit(),
                remaining,
                full == Window.NEVER || full <= now ? OptionalLong.empty() : OptionalLong.of(full),
                sent == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(sent));
    }

    private static Optional<Rest> longest(List<ScopeState> states, long now) {
        return states.stream()
                .flatMap(s -> s.rests().stream())
                .filter(r -> r.holds(now))
                .max(java.util.Comparator.comparingLong(Rest::until));
    }
}
