package io.keywheel.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.gateway.ScriptedProvider.Asked;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hundreds at once, served, refused, cut and gone: when all is over, nothing is left of any of them. */
class CrowdTest {
    private static final String ONE = ScriptedProvider.chunk("{\"content\":\"one\"}");
    private static final int CROWD = 500;

    /** What the provider does, by the model that is asked for. */
    private final Map<String, Consumer<Asked>> habits = Map.of(
            "served", a -> a.json(200, ScriptedProvider.OK),
            "late", a -> after(40, () -> a.json(200, ScriptedProvider.OK)),
            "streamed", a -> a.stream().end(ONE + ScriptedProvider.lastChunk()),
            "slow", this::slowly,
            "limited", a -> a.json(429, ScriptedProvider.rateLimit("60s")),
            "mistaken", a -> a.json(400, "{\"error\":{\"message\":\"no\"}}"),
            "broken", a -> a.json(500, "{\"error\":{\"message\":\"boom\"}}"),
            "cut", Asked::cut,
            "halved", this::halved);

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedProvider provider = new ScriptedProvider(vertx);
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl(), Rig.KEYS), Timings.STANDARD, 2);
    private final ScheduledExecutorService leaving = Executors.newScheduledThreadPool(2);
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        leaving.shutdownNow();
        plane.close();
        provider.close();
        Futures.get(vertx.close());
    }

    private void after(long millis, Runnable then) {
        provider.after(millis, then);
    }

    private void slowly(Asked asked) {
        HttpServerResponse out = asked.stream();
        for (int i = 0; i < 5; i++) after(1 + i * 10, () -> out.write(ONE));
        after(60, () -> out.end(ScriptedProvider.lastChunk()));
    }

    private void halved(Asked asked) {
        asked.stream().write(ONE);
        after(20, asked::cut);
    }

    private void answersByHabit() {
        provider.answers(a -> requireNonNull(habits.get(a.body().toJsonObject().getString("model")))
                .accept(a));
    }

    /** A caller who leaves within a moment, whatever it has heard by then. */
    private void comesAndGoes(String model) throws IOException {
        RawCaller caller = new RawCaller(plane.port());
        String body = Rig.streamed(model);
        caller.send(RawCaller.completion(random.nextBoolean() ? body : body + " ".repeat(100_000)));
        var unused = leaving.schedule(
                () -> {
                    caller.close();
                    return true;
                },
                random.nextInt(80),
                TimeUnit.MILLISECONDS);
    }

    @Test
    void nothingIsLeftOfACrowd() throws IOException {
        answersByHabit();
        List<String> models = habits.keySet().stream().sorted().toList();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            String model = models.get(random.nextInt(models.size()));
            if (random.nextInt(3) == 0) comesAndGoes(model);
            else answers.add(ask(model));
        }

        assertThat(answers).allSatisfy(a -> assertThat(a.join()).isIn(200, 400, 429, 502, 503, 504));
        plane.assertCalm();
        assertThat(plane.blamed()).isNotEmpty().allMatch(cause -> cause.startsWith("RATE_LIMITED"));
        assertThat(plane.chat("served").body()).isEqualTo(ScriptedProvider.OK);
    }

    /** A part of an answer counts as one here: what it must hold is the business of other tests. */
    private CompletableFuture<Integer> ask(String model) {
        return plane.postLater("/v1/chat/completions", Rig.streamed(model))
                .thenApply(HttpResponse::statusCode)
                .exceptionally(e -> {
                    throw new CompletionException(model, e);
                });
    }

    @Test
    void nothingIsLeftOfThoseWhoLeaveAtOnce() throws IOException {
        answersByHabit();
        for (int i = 0; i < CROWD; i++) {
            try (RawCaller caller = new RawCaller(plane.port())) {
                caller.send(RawCaller.completion(Rig.completion("late")));
            }
        }

        plane.assertCalm();
        assertThat(plane.chat("served").body()).isEqualTo(ScriptedProvider.OK);
        plane.assertNobodyIsBlamed();
    }
}
