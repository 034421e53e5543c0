package io.keywheel.pool;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** How the limits of a pool usually come back, by dimension: the first guess for a limit that has not shown itself. */
final class Usuals {
    private final Function<Dimension, RefillKind> said;
    private final Map<Dimension, Usual> byDimension = new EnumMap<>(Dimension.class);

    Usuals(Function<Dimension, RefillKind> said) {
        this.said = said;
    }

    Usual of(Dimension dimension) {
        synchronized (byDimension) {
            return byDimension.computeIfAbsent(dimension, d -> new Usual(said.apply(d)));
        }
    }
}
