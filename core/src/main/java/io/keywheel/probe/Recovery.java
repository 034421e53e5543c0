package io.keywheel.probe;

import io.keywheel.pool.KeyPool;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings rejected keys back once their providers accept them again. Only pools are looked after whose provider refuses unknown keys to
 * a probe: elsewhere a probe's 200 proves nothing, and the pool finds out by a real request.
 */
public final class Recovery {
    private final List<PoolRecovery> pools;
    private final Ticks ticks;
    private final Pace pace;
    private Runnable end = () -> {};

    Recovery(List<PoolRecovery> pools, Ticks ticks, Pace pace) {
        this.pools = List.copyOf(pools);
        this.ticks = ticks;
        this.pace = pace;
    }

    /** Of these pools, by the names of their providers. */
    public static Recovery of(Map<String, KeyPool> pools, HttpProbes probes, Vertx vertx, Means means) {
        List<PoolRecovery> probed = new ArrayList<>();
        pools.forEach((provider, pool) -> {
            if (probes.canProve(provider)) probed.add(new PoolRecovery(pool, probes.of(provider), means));
        });
        return new Recovery(probed, ticks(vertx), means.pace());
    }

    private static Ticks ticks(Vertx vertx) {
        return (millis, task) -> {
            long timer = vertx.setPeriodic(millis, t -> task.run());
            return () -> vertx.cancelTimer(timer);
        };
    }

    /** Begins to look for keys that are due. */
    public synchronized void start() {
        if (!pools.isEmpty()) end = ticks.every(pace.look(), () -> pools.forEach(PoolRecovery::look));
    }

    /** Begins no further probe. */
    public synchronized void stop() {
        end.run();
    }

    /** How it stands with every rejected key that is probed. */
    public List<ProbeState> states() {
        return pools.stream().flatMap(pool -> pool.states().stream()).toList();
    }
}
