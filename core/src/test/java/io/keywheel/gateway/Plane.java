package io.keywheel.gateway;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.Sidecar;
import io.keywheel.config.Settings;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.RequestTrail;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Verdict;
import io.keywheel.telemetry.Health;
import io.keywheel.usage.UsageCounts;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The data plane alone, with everything that must be back at nothing once nobody calls. */
final class Plane implements Calling, AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(3);

    private final Vertx vertx = Sidecar.vertx();
    private final List<String> blamed = new CopyOnWriteArrayList<>();
    private final List<RequestTrail> trails = new CopyOnWriteArrayList<>();
    private final UsageCounts usage = new UsageCounts(InstantSource.system());
    private final List<Gateway> loops = new ArrayList<>();
    private final Map<String, KeyPool> pools;
    private final Gateway.Shared shared;

    Plane(Settings settings) {
        this(settings, Timings.STANDARD, 1);
    }

    Plane(Settings settings, Timings timings, int loops) {
        InstantSource clock = new TestClock();
        PoolListener listener = new PoolListener() {
            @Override
            public void rested(PoolKey key, String model, Rest rest, Verdict why) {
                blamed.add(rest.cause() + " " + why.code());
            }
        };
        pools = settings.providers().stream()
                .collect(toMap(
                        p -> p.provider().name(),
                        p -> new KeyPool(p.provider().name(), p.keys(), clock, PoolShare.ALONE, listener)));
        shared = new Gateway.Shared(settings, pools, clock, new Health(), told(), timings);
        for (int i = 0; i < loops; i++) {
            Gateway gateway = new Gateway(shared);
            this.loops.add(gateway);
            Futures.get(vertx.deployVerticle(gateway));
        }
    }

    private RequestTrail.Listener told() {
        return new RequestTrail.Listener() {
            @Override
            public void ended(RequestTrail trail) {
                trails.add(trail);
            }

            @Override
            public void attempted(Asked asked, Attempted attempt) {
                usage.attempted(asked, attempt);
            }

            @Override
            public void over(Asked asked, @Nullable Attempted last) {
                usage.over(asked, last);
            }
        };
    }

    /** What was counted. */
    UsageCounts usage() {
        return usage;
    }

    @Override
    public int port() {
        return loops.get(0).port();
    }

    /** Why keys were rested or quarantined so far. */
    List<String> blamed() {
        return blamed;
    }

    /** What was told of requests that ended. */
    List<RequestTrail> trails() {
        return trails;
    }

    int running() {
        return loops.stream().mapToInt(Gateway::running).sum();
    }

    int inFlight() {
        return pools.values().stream().mapToInt(KeyPool::inFlight).sum();
    }

    long heldBytes() {
        return shared.heldBytes();
    }

    /** Nothing runs, no lease is out, no body is held. */
    void assertCalm() {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(List.of((long) running(), (long) inFlight(), heldBytes()))
                        .as("requests, leases, bytes held")
                        .containsExactly(0L, 0L, 0L));
    }

    /** As calm as that, and no key was blamed. */
    void assertNobodyIsBlamed() {
        assertCalm();
        assertThat(blamed).isEmpty();
    }

    @Override
    public void close() {
        Futures.get(vertx.close());
    }

    private static final class TestClock implements InstantSource {
        private final long start = System.currentTimeMillis() - System.nanoTime() / 1_000_000;

        @Override
        public long millis() {
            return start + System.nanoTime() / 1_000_000;
        }

        @Override
        public java.time.Instant instant() {
            return java.time.Instant.ofEpochMilli(millis());
        }
    }
}
