package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.config.Settings;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.RequestTrail;
import io.keywheel.pool.RequestTrail.Step;
import io.keywheel.pool.Usage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every request leaves one trail: which keys were asked, what came of it, and what was billed. */
class TrailTest {
    private static final String LIMIT = ScriptedProvider.rateLimit("60s");

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedProvider provider = new ScriptedProvider(vertx);
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl(), Rig.KEYS));
    private final List<String> ids = Rig.settings("http://localhost", Rig.KEYS).providers().get(0).keys().stream()
            .map(k -> k.id())
            .toList();

    @AfterEach
    void close() {
        plane.assertCalm();
        assertThat(plane.trails()).extracting(RequestTrail::id).doesNotHaveDuplicates();
        plane.close();
        provider.close();
        Futures.get(vertx.close());
    }

    private RequestTrail only() {
        await().until(() -> !plane.trails().isEmpty());
        plane.assertCalm();
        assertThat(plane.trails()).hasSize(1);
        return plane.trails().get(0);
    }

    private RequestTrail last() {
        plane.assertCalm();
        return plane.trails().get(plane.trails().size() - 1);
    }

    @Test
    void aServedRequestLeavesItsKeyItsModelAndWhatItWasBilled() {
        HttpResponse<String> answer = plane.chat("m");

        RequestTrail trail = only();
        assertThat(trail.id()).isEqualTo(Rig.header(answer, "x-keywheel-request"));
        assertThat(trail.provider()).isEqualTo("groq");
        assertThat(trail.model()).isEqualTo("m");
        assertThat(trail.status()).isEqualTo(200);
        assertThat(trail.usage()).isEqualTo(new Usage(9, 3));
        assertThat(trail.millis()).isBetween(0L, 10_000L);
        assertThat(trail.steps())
                .singleElement()
                .satisfies(step -> assertThat(step)
                        .usingRecursiveComparison()
                        .ignoringFields("waitedMillis", "millis")
                        .isEqualTo(new Step(ids.get(0), Outcome.SUCCEEDED, 200, "", 0, 0)));
    }

    @Test
    void eachKeyThatRefusedIsAStepOfItsOwn() {
        provider.answers(a -> {
            if (a.key().equals(Rig.KEYS.get(0))) provider.after(50, () -> a.json(429, LIMIT));
            else a.json(200, ScriptedProvider.OK);
        });

        plane.chat("m");

        RequestTrail trail = only();
        assertThat(trail.steps()).extracting(Step::key).containsExactly(ids.get(0), ids.get(1));
        assertThat(trail.steps()).extracting(Step::outcome).containsExactly(Outcome.RATE_LIMITED, Outcome.SUCCEEDED);
        assertThat(trail.steps()).extracting(Step::status).containsExactly(429, 200);
        assertThat(trail.steps()).extracting(Step::code).containsExactly("rate_limit_exceeded", "");
        assertThat(trail.steps().get(0).millis()).isGreaterThanOrEqualTo(45);
        assertThat(trail.steps().get(1).waitedMillis()).isLessThan(45);
        assertThat(trail.usage()).isEqualTo(new Usage(9, 3));
    }

    @Test
    void aRequestThatNoKeyServesIsToldWithWhatTheCallerHeard() {
        provider.answers(a -> a.json(429, LIMIT));
        plane.chat("m");

        plane.chat("m");

        plane.assertCalm();
        assertThat(plane.trails()).extracting(RequestTrail::status).containsExactly(429, 429);
        assertThat(plane.trails()).extracting(t -> t.steps().size()).containsExactly(3, 0);
        assertThat(plane.trails()).extracting(RequestTrail::usage).containsOnly(Usage.NONE);
    }

    @Test
    void theWaitInTheQueueStandsBeforeTheAttemptThatEndedIt() {
        provider.answers(a -> {
            if (provider.asked().size() <= 3) a.json(429, ScriptedProvider.rateLimit("1.2s"));
            else a.json(200, ScriptedProvider.OK);
        });
        HttpRequest request = plane.request("/v1/chat/completions")
                .header("x-keywheel-patience", "5")
                .POST(HttpRequest.BodyPublishers.ofString(Rig.completion("m")))
                .build();

        plane.send(request);

        List<Step> steps = only().steps();
        assertThat(steps).hasSize(4);
        assertThat(steps.get(3).waitedMillis()).isBetween(1_000L, 5_000L);
    }

    @Test
    void aCallerWhoLeftHeardNothing() throws IOException {
        provider.answers(a -> {});
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.completion(Rig.completion("m")));
            await().until(() -> provider.asked().size() == 1);
        }

        RequestTrail trail = only();
        assertThat(trail.status()).isZero();
        assertThat(trail.steps()).extracting(Step::outcome).containsExactly(Outcome.CALLER_GONE);
        assertThat(trail.steps()).extracting(Step::status).containsExactly(0);
    }

    @Test
    void aCallerWhoLeavesInMidStreamIsToldWithWhatTheProviderSaid() throws IOException {
        provider.answers(a -> a.stream().write(ScriptedProvider.chunk("{\"content\":\"x\"}")));
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.completion(Rig.streamed("m")));
            assertThat(caller.socket().getInputStream().read()).isPositive();
        }

        RequestTrail trail = only();
        assertThat(trail.status()).isZero();
        assertThat(trail.steps()).extracting(Step::status).containsExactly(200);
    }

    @Test
    void aCallersMistakeIsToldWithoutBlame() {
        provider.answers(a ->
                a.json(400, "{\"error\":{\"message\":\"no\",\"code\":\"bad_thing\"},\"usage\":{\"total_tokens\":7}}"));

        plane.chat("m");

        RequestTrail trail = only();
        assertThat(trail.status()).isEqualTo(400);
        assertThat(trail.steps()).extracting(Step::outcome).containsExactly(Outcome.REQUEST_REJECTED);
        assertThat(trail.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void aStreamsLastChunkSaysWhatWasBilled() {
        String last =
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n";
        provider.answers(a -> {
            var out = a.stream();
            out.write(ScriptedProvider.chunk("{\"content\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":77}\"}"));
            out.write("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n"
                    + last.substring(0, 40));
            provider.after(30, () -> out.end(last.substring(40)));
        });

        plane.post("/v1/chat/completions", Rig.streamed("m"));

        assertThat(only().usage()).isEqualTo(new Usage(9, 3));
    }

    @Test
    void aStreamThatCameWholeSaysItToo() {
        provider.answers(a -> a.answer(
                200,
                "text/event-stream",
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"x_groq\":{\"usage\":{\"prompt_tokens\":9,"
                        + "\"completion_tokens\":3}}}\n\ndata: [DONE]\n\n"));

        plane.post("/v1/chat/completions", Rig.streamed("m"));

        assertThat(only().usage()).isEqualTo(new Usage(9, 3));
    }

    @Test
    void ofACutStreamNothingIsKnown() {
        String opening =
                "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n"
                        + "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"x\"}}\n\n";
        provider.answers(a -> a.stream().end(opening));

        plane.post("/v1/messages", Rig.streamed("m"));

        RequestTrail trail = only();
        assertThat(trail.status()).isEqualTo(200);
        assertThat(trail.usage()).isEqualTo(Usage.NONE);
        assertThat(trail.steps()).extracting(Step::outcome).containsExactly(Outcome.PROVIDER_FAILED);
    }

    @Test
    void anAnswerTooLargeToBeHeldIsReadAsItStreamsBy() {
        String embeddings =
                "{\"data\":[" + "0.25,".repeat(60_000) + "0],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}";
        provider.answers(a -> a.json(200, embeddings));

        HttpResponse<String> answer = plane.post("/v1/embeddings", Rig.completion("m"));

        assertThat(answer.body()).isEqualTo(embeddings);
        assertThat(only().usage()).isEqualTo(new Usage(8, 0));
    }

    @Test
    void whatAStoredAnswerWasBilledIsNotBilledAgainWhenItIsLookedUp() {
        plane.send(plane.request("/v1/responses/resp_fake").GET().build());

        assertThat(only().usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void aQuestionLeavesATrailToo() {
        for (boolean stream : List.of(false, true)) {
            provider.answers(a -> {
                if (!stream) a.json(200, ScriptedProvider.OK);
                else
                    a.stream()
                            .end(ScriptedProvider.chunk("{\"content\":\"Paris\"}")
                                    + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,"
                                    + "\"completion_tokens\":3}}\n\ndata: [DONE]\n\n");
            });

            plane.post("/chat", "{\"message\":\"Hi\",\"model\":\"n\",\"stream\":" + stream + "}");

            RequestTrail trail = last();
            assertThat(trail.model()).isEqualTo("n");
            assertThat(trail.status()).isEqualTo(200);
            assertThat(trail.usage()).isEqualTo(new Usage(9, 3));
            assertThat(trail.steps()).extracting(Step::outcome).containsExactly(Outcome.SUCCEEDED);
        }
        assertThat(plane.trails()).hasSize(2);
    }

    @Test
    void theStatusOfAQuestionThatFailedIsTheOneThatItsCallerHeard() {
        Settings told = Rig.settings(provider.baseUrl(), Rig.KEYS);
        Settings settings = Rig.withChat(told, new Settings.Chat("Sorry.", 503));
        provider.answers(a -> a.json(429, LIMIT));
        try (Plane failing = new Plane(settings)) {
            HttpResponse<String> answer = failing.post("/chat", "{\"message\":\"Hi\"}");

            failing.assertCalm();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(failing.trails()).extracting(RequestTrail::status).containsExactly(503);
        }
    }

    @Test
    void aBodyThatIsNoQuestionIsToldWithNoStep() {
        plane.post("/chat", "{}");

        RequestTrail trail = only();
        assertThat(trail.status()).isEqualTo(400);
        assertThat(trail.steps()).isEmpty();
    }

    @Test
    void whoIsTurnedAwayAtTheDoorLeavesNone() throws IOException {
        RawCaller.say(plane.port(), "GET /v1/x HTTP/1.1\r\nhost: evil.example\r\n\r\n");

        plane.chat("m");

        assertThat(only().steps()).hasSize(1);
    }

    @Test
    void aLongNameOfAModelIsCut() {
        plane.chat("m".repeat(250));

        assertThat(only().model()).isEqualTo("m".repeat(200));
    }

    @Test
    void aSidecarKeepsTheLastRequests() {
        try (Rig rig = new Rig()) {
            HttpResponse<String> answer = rig.chat("m");
            String id = Rig.header(answer, "x-keywheel-request");

            await().atMost(Duration.ofSeconds(2))
                    .until(() -> rig.sidecar.requests().byId(id).isPresent());

            assertThat(rig.sidecar.requests().newest(10)).hasSize(1);
            assertThat(rig.sidecar.requests().newest(10).toString()).doesNotContain("Paris", "gsk_", "Bearer", "hi\"");
        }
    }
}
