package io.keywheel.pool;

import java.util.EnumMap;
import java.util.Map;

/** How the limits of a pool usually come back, by dimension: the first guess for a limit that has not shown itself. */
final class Usuals {
    private final Map<Dimension, Budget.Usual> byDimension = new EnumMap<>(Dimension.class);

    Budget.Usual of(Dimension dimension) {
        synchronized (byDimension) {
            return byDimension.computeIfAbsent(dimension, d -> new Budget.Usual());
        }
    }
}
