package io.keywheel.admin.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where in a list to go on, and how far. A place is a value that the list is ordered by, so that pages stay right when the list changes
 * between them.
 *
 * @param after the last value of the page before
 */
public record Place(Optional<String> after, int limit) {

    /** The page of a list that begins behind this place already and may hold one item more than fits. */
    public <T> Page<T> page(List<T> from, Function<T, String> placeOf) {
        if (from.size() <= limit) return new Page<>(from, Optional.empty());
        List<T> items = from.subList(0, limit);
        return new Page<>(items, Optional.of(placeOf.apply(items.get(limit - 1))));
    }
}
