package io.keywheel.pool;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one key stands to a request: what the chooser sees when it looks at it.
 *
 * @param obstacle why it does not serve now; {@link Obstacle#NONE} where it could
 * @param until pool time in milliseconds when the obstacle ends, as far as one knows; empty where nobody does
 * @param dimension the limit that is in the way, where one is
 * @param chosen whether the request would get this key
 */
public record Standing(
        PoolKey key, Obstacle obstacle, OptionalLong until, Optional<Dimension> dimension, boolean chosen) {

    static Standing of(Place place, Demand demand, long now, boolean chosen) {
        Obstacle obstacle = place.obstacle(demand, now);
        return new Standing(
                place.key,
                obstacle,
                until(place, demand, obstacle, now),
                dimension(place, demand, obstacle, now),
                chosen);
    }

    private static OptionalLong until(Place place, Demand demand, Obstacle obstacle, long now) {
        long until = switch (obstacle) {
            case RESTS, QUARANTINED -> place.restsUntil();
            case FORBIDDEN -> place.ofKeyModel.get().until();
            case TOO_LITTLE_LEFT, PERHAPS_TOO_LITTLE_LEFT ->
                place.quota().budgets().coveredAt(demand.cost(), now);
            case NONE, DISABLED, REFUSED_BEFORE, NOT_ITS_KEY, ON_TRIAL -> Rest.UNTIL_CLEARED;
        };
        return until == Rest.UNTIL_CLEARED ? OptionalLong.empty() : OptionalLong.of(until);
    }

    private static Optional<Dimension> dimension(Place place, Demand demand, Obstacle obstacle, long now) {
        return switch (obstacle) {
            case RESTS -> place.longestRest().map(Rest::dimension);
            case TOO_LITTLE_LEFT, PERHAPS_TOO_LITTLE_LEFT ->
                Optional.ofNullable(place.quota().budgets().shortOf(demand.cost(), now))
                        .map(Budget::dimension);
            default -> Optional.empty();
        };
    }
}
