package io.keywheel.sim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedProviderTest {
    private static final List<SimKey> KEYS = List.of(
            new SimKey("sim-a", "made-up-secret-a", "org-amber"),
            new SimKey("sim-b", "made-up-secret-b", "org-amber"),
            new SimKey("sim-c", "made-up-secret-c", "org-cedar"));
    private static final List<Allowance> LIMITS = List.of(
            Allowance.bucket(Unit.REQUESTS, 20, Per.MINUTE),
            Allowance.bucket(Unit.REQUESTS, 14_400, Per.DAY),
            Allowance.bucket(Unit.TOKENS, 6_000, Per.MINUTE));

    private final Vertx vertx = Vertx.vertx();
    private SimulatedProvider provider;
    private Calls a;
    private Calls b;

    @BeforeEach
    void start() throws Exception {
        provider = SimulatedProvider.start(
                        vertx, new SimulatedProvider.Options(0, KEYS, LIMITS, LimitHeaders.GROQ, new Pace(0, 1)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, SECONDS);
        a = new Calls(provider.baseUrl(), "made-up-secret-a");
        b = new Calls(provider.baseUrl(), "made-up-secret-b");
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, SECONDS);
    }

    @Test
    void aChatIsAnsweredWithTheLimitsThatGroqShows() throws Exception {
        HttpResponse<String> answer = a.chat(Calls.ask());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo("stop");
        assertThat(body.getJsonObject("usage").getInteger("completion_tokens")).isPositive();
        assertThat(body.getJsonObject("x_groq").getString("id")).isEqualTo(header(answer, "x-request-id"));
        assertThat(header(answer, "x-ratelimit-limit-requests")).isEqualTo("14400");
        assertThat(header(answer, "x-ratelimit-remaining-requests")).isEqualTo("14399");
        assertThat(header(answer, "x-ratelimit-reset-requests")).isEqualTo("6s");
        assertThat(header(answer, "x-ratelimit-limit-tokens")).isEqualTo("6000");
        assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void aStreamHasRoleWordsEndUsageAndDone() throws Exception {
        JsonObject ask = Calls.askStream().put("stream_options", JsonObject.of("include_usage", true));

        String[] events = a.chat(ask).body().split("\n\n", -1);

        assertThat(events[0]).contains("\"role\":\"assistant\"", "\"content\":\"\"");
        assertThat(events[1]).contains("\"content\":\"Hello \"");
        assertThat(events[events.length - 4]).contains("\"finish_reason\":\"stop\"", "x_groq", "total_tokens");
        assertThat(events[events.length - 3]).contains("\"choices\":[]", "total_tokens");
        assertThat(events[events.length - 2]).isEqualTo("data: [DONE]");
    }

    @Test
    void aShortAnswerEndsAtItsLength() throws Exception {
        JsonObject body =
                new JsonObject(a.chat(Calls.ask().put("max_tokens", 2)).body());

        JsonObject choice = body.getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getString("finish_reason")).isEqualTo("length");
        assertThat(choice.getJsonObject("message").getString("content")).isEqualTo("Hello from ");
    }

    @Test
    void theOtherPathsAnswerToo() throws Exception {
        String multipart = """
                --x
                Content-Disposition: form-data; name="file"; filename="a.wav"

                RIFF
                --x
                Content-Disposition: form-data; name="model"

                whisper-large-v3
                --x--
                """.replace("\n", "\r\n");

        assertThat(a.get("/models").body()).contains("llama-3.1-8b-instant", "openai/gpt-oss-120b");
        assertThat(a.get("/models/openai%2Fgpt-oss-120b").statusCode()).isEqualTo(200);
        assertThat(a.post("/embeddings", "{\"model\":\"sim-embedding\",\"input\":[\"a\",\"b\"]}")
                        .body())
                .contains("\"index\":1");
        assertThat(a.post("/audio/transcriptions", multipart, "content-type", "multipart/form-data; boundary=x")
                        .body())
                .contains("transcript");
        assertThat(header(a.post("/audio/speech", "{\"model\":\"sim-speech\",\"input\":\"a\"}"), "content-type"))
                .isEqualTo("audio/wav");
    }

    @Test
    void whatIsUnknownIsSaidInOpenAisShape() throws Exception {
        HttpResponse<String> path = a.post("/nowhere", "{}");
        HttpResponse<String> model = a.chat(Calls.ask().put("model", "no-such-model"));
        HttpResponse<String> key = new Calls(provider.baseUrl(), "somebody-elses").chat(Calls.ask());
        HttpResponse<String> json = a.post("/chat/completions", "{\"model\":");

        assertThat(List.of(path.statusCode(), model.statusCode(), key.statusCode(), json.statusCode()))
                .containsExactly(404, 404, 401, 400);
        assertThat(model.body()).contains("model_not_found");
        assertThat(key.body()).contains("Invalid API Key", "invalid_api_key");
        assertThat(key.headers().map().keySet()).noneMatch(h -> h.startsWith("x-ratelimit"));
        assertThat(provider.stats().get("stranger")).containsEntry("401", 1L);
    }

    @Test
    void keysOfOneOrganisationAreRefusedTogetherAndTheRefusalAddsUp() throws Exception {
        for (int i = 0; i < 10; i++) a.chat(Calls.ask());
        for (int i = 0; i < 10; i++) b.chat(Calls.ask());

        HttpResponse<String> refused = b.chat(Calls.ask());

        assertThat(refused.statusCode()).isEqualTo(429);
        String message = new JsonObject(refused.body()).getJsonObject("error").getString("message");
        Matcher numbers = Pattern.compile("in organization `org-amber` .* on requests per minute \\(RPM\\): "
                        + "Limit 20, Used (\\d+), Requested 1\\. Please try again in ([\\d.]+m?s)\\..*")
                .matcher(message);
        assertThat(numbers.find()).as(message).isTrue();
        Duration wait = Duration.parse("PT" + (numbers.group(2).endsWith("ms") ? "0.9s" : numbers.group(2)));
        double byNumbers = (Integer.parseInt(numbers.group(1)) + 1 - 20) / 20.0 * 60;
        assertThat(wait.toMillis() / 1000.0).isBetween(byNumbers - 3, byNumbers);
        assertThat(Long.parseLong(header(refused, "retry-after"))).isEqualTo((wait.toMillis() + 999) / 1000);
        assertThat(provider.stats().get("sim-b")).containsEntry("200", 10L).containsEntry("429", 1L);
    }

    @Test
    void aPromptBeyondTheLimitIsTooLarge() throws Exception {
        HttpResponse<String> answer = a.chat(Calls.ask().put("max_tokens", 6_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Request too large", "Limit 6000, Requested 60", "rate_limit_exceeded");
    }

    @Test
    void aProviderWithoutLimitHeadersShowsNone() throws Exception {
        provider.script().limitHeaders(LimitHeaders.NONE);

        HttpResponse<String> answer = a.chat(Calls.ask());

        assertThat(answer.headers().map().keySet()).noneMatch(h -> h.startsWith("x-ratelimit"));
    }

    @Test
    void aScriptRevokesAKeyAndCutsAQuota() throws Exception {
        provider.script().revoke("sim-a");
        provider.script().cutQuota("org-amber", 3);

        HttpResponse<String> revoked = a.chat(Calls.ask());
        HttpResponse<String> dry = b.chat(Calls.ask());

        assertThat(revoked.statusCode()).isEqualTo(401);
        assertThat(dry.statusCode()).isEqualTo(429);
        assertThat(dry.body()).contains("Limit 3, Used 3, Requested 1. Please try again in 19.");
        assertThat(header(dry, "retry-after")).isEqualTo("20");
    }

    @Test
    void anOutageHitsEveryKeyUntilItEnds() throws Exception {
        provider.script().outage();
        int during = a.chat(Calls.ask()).statusCode();
        provider.script().clear();

        int after = a.chat(Calls.ask()).statusCode();

        assertThat(List.of(during, after)).containsExactly(503, 200);
    }

    @Test
    void aCallerWhoLeavesIsCounted() throws Exception {
        var waiting = a.client()
                .sendAsync(
                        a.request("/chat/completions", "x-sim-fault", "timeout")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                        Calls.ask().encode()))
                                .timeout(Duration.ofMillis(300))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(waiting).failsWithin(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(provider.stats().get("sim-a")).containsEntry("left", 1L));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
