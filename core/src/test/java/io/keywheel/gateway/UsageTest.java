package io.keywheel.gateway;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.port.UsageQuery.Point;
import io.keywheel.admin.port.UsageQuery.Question;
import io.keywheel.admin.port.UsageQuery.Series;
import io.keywheel.config.Settings;
import io.keywheel.usage.ClusterUsage;
import io.keywheel.usage.KeptInMemory;
import io.keywheel.usage.Ledger;
import io.keywheel.usage.Others;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is counted is what the provider counted, over real HTTP. */
class UsageTest {
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedProvider provider = new ScriptedProvider(vertx);
    private final Settings settings = Rig.settings(provider.baseUrl(), Rig.KEYS);
    private final Plane plane = new Plane(settings);
    private final Ledger ledger = new Ledger(plane.usage(), new KeptInMemory(), InstantSource.system());
    private final Map<String, String> ids = settings.providers().get(0).keys().stream()
            .collect(Collectors.toMap(k -> k.secret().reveal(), k -> k.id()));

    @AfterEach
    void close() {
        ledger.close();
        plane.close();
        provider.close();
        Futures.get(vertx.close());
    }

    private Map<String, Long> counted(String by, ToLongFunction<Point> what) {
        plane.assertCalm();
        Question question = new Question(by, Optional.empty(), Optional.empty(), Optional.empty());
        List<Series> series = new ClusterUsage(ledger, Others.ALONE, InstantSource.system())
                .ask(question)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join()
                .series();
        return series.stream()
                .collect(Collectors.toMap(
                        Series::name, s -> s.points().stream().mapToLong(what).sum()));
    }

    private static ToLongFunction<Point> count(String name) {
        return point -> point.counts().getOrDefault(name, 0L);
    }

    /** What the provider saw of each key. */
    private Map<String, Long> asked() {
        return provider.keysAsked().stream().collect(groupingBy(ids::get, summingLong(k -> 1)));
    }

    @Test
    void attemptsAndTokensOfEachKeyAreTheProvidersOwn() {
        provider.answers(a -> {
            if (a.key().equals(Rig.KEYS.get(0)) && provider.asked().size() > 10)
                a.json(429, ScriptedProvider.rateLimit("60s"));
            else a.json(200, ScriptedProvider.OK);
        });

        IntStream.range(0, 40).forEach(i -> plane.chat(i % 2 == 0 ? "m" : "n"));

        assertThat(counted("key", count("total"))).isEqualTo(asked());
        assertThat(counted("provider", count("succeeded"))).isEqualTo(Map.of("groq", 40L));
        assertThat(counted("provider", count("requests"))).isEqualTo(Map.of("groq", 40L));
        assertThat(counted("provider", count("failovers")))
                .isEqualTo(Map.of("groq", provider.asked().size() - 40L));
        assertThat(counted("provider", count("failed"))).isEqualTo(Map.of("groq", 0L));
        assertThat(counted("model", count("succeeded"))).isEqualTo(Map.of("m", 20L, "n", 20L));
        assertThat(counted("key", p -> p.tokens().input()).values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(40 * 9L);
        assertThat(counted("caller", p -> p.latencyMs().isPresent() ? 0 : 1)).isEqualTo(Map.of("anonymous", 0L));
    }

    @Test
    void aRequestThatNobodyCanServeFailedAndTheNextOneIsUnserved() {
        provider.answers(a -> a.json(429, ScriptedProvider.rateLimit("60s")));

        plane.chat("m");
        plane.chat("m");

        assertThat(counted("outcome", count("requests"))).isEqualTo(Map.of("rate_limited", 1L, "unserved", 1L));
        assertThat(counted("provider", count("failed"))).isEqualTo(Map.of("groq", 2L));
        assertThat(counted("key", count("total"))).isEqualTo(asked());
    }

    @Test
    void whoLeftIsNobodysFailure() throws IOException {
        provider.answers(a -> {});
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.completion(Rig.completion("m")));
            org.awaitility.Awaitility.await().until(() -> provider.asked().size() == 1);
        }

        assertThat(counted("outcome", count("requests"))).isEqualTo(Map.of("caller_gone", 1L));
        assertThat(counted("provider", count("failed"))).isEqualTo(Map.of("groq", 0L));
    }
}
