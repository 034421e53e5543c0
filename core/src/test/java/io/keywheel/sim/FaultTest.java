package io.keywheel.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private final Vertx vertx = Vertx.vertx();
    private SimulatedProvider provider;
    private Calls calls;

    @BeforeEach
    void start() throws Exception {
        SimKey key = new SimKey("sim-a", "made-up-secret-a", "org-amber");
        provider = SimulatedProvider.start(
                        vertx,
                        new SimulatedProvider.Options(0, List.of(key), List.of(), LimitHeaders.GROQ, new Pace(0, 1)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, SECONDS);
        calls = new Calls(provider.baseUrl(), "made-up-secret-a");
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 429, Please try again in 7.66s",
        "429;ms=2000, 429, 'Limit 6000, Used 6000, Requested 200. Please try again in 2s'",
        "429-no-hint, 429, Too many requests",
        "429-quota, 429, insufficient_quota",
        "401, 401, invalid_api_key",
        "402, 402, insufficient_quota",
        "403, 403, does not have access to model",
        "500, 500, Internal Server Error",
        "503, 503, Service Unavailable",
        "529, 529, overloaded_error",
        "html, 502, <html>",
        "error-in-200, 200, '{\"error\":{'",
        "error-first, 200, '{\"error\":{'"
    })
    void aFaultIsAnsweredAsItsNameSays(String fault, int status, String says) throws Exception {
        HttpResponse<String> answer = calls.chatWithFault(fault);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(says);
    }

    @Test
    void onlyTheRefusalWithNumbersGivesAHint() throws Exception {
        assertThat(calls.chatWithFault("429").headers().firstValue("retry-after"))
                .contains("8");
        assertThat(calls.chatWithFault("429-no-hint").headers().firstValue("retry-after"))
                .isEmpty();
    }

    @Test
    void aResetGivesNoByte() {
        assertThatThrownBy(() -> calls.chatWithFault("reset")).isInstanceOf(IOException.class);

        assertThat(provider.stats().get("sim-a")).containsKey("reset");
    }

    @Test
    void aCutEndsTheAnswerInItsMiddle() {
        assertThatThrownBy(() -> calls.chatWithFault("cut")).isInstanceOf(IOException.class);
    }

    @Test
    void aCutStreamHasHadItsFirstWord() throws Exception {
        StringBuilder read = new StringBuilder();
        // Hears every piece before the failure; the client's InputStream drops what nobody has read by then.
        var pieces = BodyHandlers.ofByteArrayConsumer(
                piece -> piece.ifPresent(bytes -> read.append(new String(bytes, UTF_8))));

        assertThatThrownBy(() -> open("cut", true, pieces)).isInstanceOf(IOException.class);

        assertThat(read).contains("Hello ").doesNotContain("[DONE]");
    }

    @Test
    void anErrorInAStreamComesBeforeItsFirstWord() throws Exception {
        String body =
                calls.chat(Calls.askStream(), "x-sim-fault", "error-in-200").body();

        assertThat(body)
                .contains("\"role\":\"assistant\"", "event: error\ndata: {\"error\":")
                .doesNotContain("Hello");
    }

    @Test
    void aStreamMayBeginWithItsError() throws Exception {
        String body =
                calls.chat(Calls.askStream(), "x-sim-fault", "error-first").body();

        assertThat(body).startsWith("event: error\ndata: {\"error\":").doesNotContain("assistant");
    }

    @Test
    void malformedIsNoJsonAndEmptyIsNothing() throws Exception {
        String broken = calls.chatWithFault("malformed").body();
        HttpResponse<String> empty = calls.chatWithFault("empty");

        assertThatThrownBy(() -> new io.vertx.core.json.JsonObject(broken))
                .isInstanceOf(io.vertx.core.json.DecodeException.class);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
    }

    @Test
    void slowIsLateButWhole() throws Exception {
        long begin = System.nanoTime();

        HttpResponse<String> answer = calls.chatWithFault("slow;ms=300");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Hello");
    }

    @Test
    void aTimeoutIsNoAnswer() {
        assertThatThrownBy(() -> calls.chatWithFault("timeout;ms=200")).isInstanceOf(IOException.class);
    }

    @Test
    void aHugeHeaderIsHuge() throws Exception {
        HttpResponse<InputStream> answer = open("huge-header", false);

        assertThat(answer.headers().firstValue("x-sim-padding").orElse("")).hasSize(256 << 10);
    }

    @Test
    void anEndlessAnswerGoesOnWhileItIsRead() throws Exception {
        try (InputStream body = open("endless", false).body()) {
            assertThat(body.readNBytes(4 << 20)).hasSize(4 << 20);
        }
    }

    @Test
    void aRedirectStaysOnLoopback() throws Exception {
        HttpResponse<String> answer = calls.chatWithFault("redirect");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("location").orElse("")).isEqualTo("/openai/v1/elsewhere");
    }

    @Test
    void onceFailsTheFirstAttemptAndServesTheSecond() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) statuses.add(calls.chatWithFault("503;once").statusCode());

        assertThat(statuses).containsExactly(503, 200, 503, 200);
    }

    @Test
    void aFaultForAnotherKeyDoesNotHitThisOne() throws Exception {
        assertThat(calls.chatWithFault("401;key=sim-b").statusCode()).isEqualTo(200);
        assertThat(calls.chatWithFault("401;key=sim-a").statusCode()).isEqualTo(401);
    }

    @Test
    void aScriptedFaultForReusedConnectionsSparesAFirstRequest() throws Exception {
        provider.script().play(FaultOrder.of(Fault.UNAVAILABLE).times(1).only(FaultOrder.Narrow.REUSED));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 3; i++) statuses.add(calls.chat(Calls.ask()).statusCode());

        assertThat(statuses).containsExactly(200, 503, 200);
    }

    @Test
    void aScriptedFaultForStreamsLeavesOtherRequestsAlone() throws Exception {
        provider.script().play(FaultOrder.of(Fault.FAILED).times(1).only(FaultOrder.Narrow.STREAMS));

        assertThat(calls.chat(Calls.ask()).statusCode()).isEqualTo(200);
        assertThat(calls.chat(Calls.askStream()).statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such", "429;never", "slow;ms=soon", "500;times=-1"})
    void anUnknownFaultIsSaid(String fault) throws Exception {
        HttpResponse<String> answer = calls.chatWithFault(fault);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("X-Sim-Fault is one of", "error-in-200");
    }

    private HttpResponse<InputStream> open(String fault, boolean stream) throws Exception {
        return open(fault, stream, BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> open(String fault, boolean stream, HttpResponse.BodyHandler<T> body) throws Exception {
        String ask = (stream ? Calls.askStream() : Calls.ask()).encode();
        return calls.client()
                .send(
                        calls.request("/chat/completions", "x-sim-fault", fault)
                                .POST(BodyPublishers.ofString(ask))
                                .build(),
                        body);
    }
}
