package io.keywheel.pool;

import java.util.List;
import java.util.function.Consumer;

/**
 * A provider, who asks it, and what happens on the way.
 *
 * @param usedUp organisations whose limits are used up by single requests before the run begins
 * @param extra single requests after that
 * @param phases in order
 */
record YieldCase(
        String name, YieldWorld world, YieldTraffic traffic, List<String> usedUp, int extra, List<Phase> phases) {

    /**
     * A change in mid-run.
     *
     * @param at seconds after the first arrival
     * @param provider what changes there
     * @param pool what every member is told, as by an operator or a probe
     */
    record Phase(double at, Consumer<YieldProvider> provider, Consumer<KeyPool> pool) {}

    static YieldCase of(String name, YieldWorld world, YieldTraffic traffic) {
        return new YieldCase(name, world, traffic, List.of(), 0, List.of());
    }

    YieldCase afterUsingUp(List<String> organisations, int more) {
        return new YieldCase(name, world, traffic, organisations, more, phases);
    }

    YieldCase phases(Phase... changes) {
        return new YieldCase(name, world, traffic, usedUp, extra, List.of(changes));
    }

    YieldCase answering(YieldWorld.Answering other) {
        return new YieldCase(name, world.answering(other), traffic, usedUp, extra, phases);
    }

    YieldCase traffic(YieldTraffic other) {
        return new YieldCase(name, world, other, usedUp, extra, phases);
    }

    YieldCase named(String other) {
        return new YieldCase(other, world, traffic, usedUp, extra, phases);
    }

    /** Requests a second that the limits allow in all. */
    double perSecond() {
        double sum = 0;
        for (YieldWorld.Organisation organisation : world.organisations().values()) {
            double least = Double.MAX_VALUE;
            for (YieldWorld.Limit limit : organisation.limits()) {
                double each = limit.unit() == Dimension.Unit.TOKENS ? traffic.sizes().meanTokens : 1;
                least = Math.min(least, limit.amount() / each / limit.seconds());
            }
            sum += least;
        }
        return sum;
    }
}
