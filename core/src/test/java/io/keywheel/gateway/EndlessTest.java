package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.config.Settings;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that never stop, and those that hardly move: neither memory nor a caller is at their mercy. */
class EndlessTest {
    private static final Timings SHORT = new Timings(10_000, 75_000, 30_000, 2_000, 200, 300);
    private static final long MUCH = 64L << 20;
    private static final byte[] PIECE = "x".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);

    private final RawProvider provider = new RawProvider();
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl(), Rig.KEYS), SHORT, 1);
    private final AtomicLong poured = new AtomicLong();

    @AfterEach
    void everythingIsAsItWas() {
        plane.assertCalm();
        plane.close();
        provider.close();
    }

    /** Says {@code first}, then pours up to a GiB. */
    private RawProvider.Script pours(String first) {
        return line -> {
            line.say(first);
            while (poured.get() < 1L << 30) {
                line.say(PIECE);
                poured.addAndGet(PIECE.length);
            }
            line.close();
        };
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory()
                - runtime.freeMemory()
                + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, application/json",
        "200 OK, text/plain",
        "200 OK, text/event-stream",
        "400 Bad Request, application/json"
    })
    void aCallerThatDoesNotReadStopsAProviderThatDoesNotStop(String status, String type) throws IOException {
        provider.says(pours(RawProvider.head(status, type) + "connection: close\r\n\r\n"));
        long before = used();
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.completion("{}"));
            assertThat(caller.socket().getInputStream().read()).isPositive();

            await().during(Duration.ofMillis(500)).until(this::standsStill);

            assertThat(poured.get()).isLessThan(MUCH);
            assertThat(used() - before).isLessThan(MUCH);
        }
        plane.assertNobodyIsBlamed();
    }

    @Test
    void aCallerThatReadsNothingAtAllIsLeftInTheEnd() throws IOException {
        provider.says(pours(RawProvider.head("200 OK", "text/plain") + "connection: close\r\n\r\n"));
        Settings impatient = Rig.withLimits(l -> new Settings.Limits(
                        l.patience(),
                        l.deadline(),
                        Duration.ofMillis(300),
                        l.replayBytes(),
                        l.replayBytesInAll(),
                        l.bodyBytes(),
                        false,
                        l.drain()))
                .apply(Rig.settings(provider.baseUrl(), Rig.KEYS));
        try (Plane leaving = new Plane(impatient);
                RawCaller caller = new RawCaller(leaving.port())) {
            caller.send(RawCaller.completion("{}"));
            await().until(() -> leaving.inFlight() == 1);

            leaving.assertNobodyIsBlamed();
        }
    }

    private boolean standsStill() {
        long before = poured.get();
        pause(20);
        return before == poured.get();
    }

    @ParameterizedTest
    @CsvSource({
        "429 Too Many Requests, text/plain, 429",
        "500 Broken,            text/plain, 502",
        "401 No,                text/plain, 503",
        "200 OK,                text/html,  502",
        "302 Found,             text/plain, 502"
    })
    void aRefusalWithoutEndIsJudgedByItsBeginning(String status, String type, int heard) {
        provider.says(pours(RawProvider.head(status, type) + "connection: close\r\n\r\n"));
        long before = used();

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(heard);
        assertThat(poured.get()).isLessThan(MUCH);
        assertThat(used() - before).isLessThan(MUCH);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aQuestionsAnswerHasABound(boolean stream) {
        String event = ScriptedProvider.chunk("{\"content\":\"" + "x".repeat(60_000) + "\"}");
        provider.says(line -> {
            line.say(RawProvider.head("200 OK", stream ? "text/event-stream" : "application/json")
                    + "connection: close\r\n\r\n");
            while (poured.addAndGet(event.length()) < 1L << 30) line.say(event);
        });

        HttpResponse<String> answer = plane.post("/chat", "{\"message\":\"Hi\",\"stream\":" + stream + "}");

        assertThat(answer.body()).contains("system_error");
        assertThat(poured.get()).isLessThan(MUCH);
        plane.assertNobodyIsBlamed();
    }

    @Test
    void aListOfModelsHasABound() {
        RawProvider.Script list =
                pours(RawProvider.head("200 OK", "application/json") + "connection: close\r\n\r\n{\"data\":[");
        provider.says(line -> {
            if (line.head().contains("accept-encoding: identity")) list.answer(line);
            else line.say(RawProvider.OK);
        });

        HttpResponse<String> answer =
                plane.send(plane.request("/v1/models").GET().build());

        assertThat(answer.body()).isEqualTo(ScriptedProvider.OK);
        assertThat(poured.get()).isBetween(4L << 20, MUCH);
        plane.assertNobodyIsBlamed();
    }

    @ParameterizedTest
    @CsvSource({
        "429 Too Many Requests, application/json, 429",
        "503 Busy,              application/json, 503",
        "200 OK,                text/html,        502"
    })
    void aRefusalThatTricklesIsJudgedByWhatCame(String status, String type, int heard) {
        provider.says(line -> {
            line.say(RawProvider.head(status, type) + "retry-after: 7\r\ncontent-length: 5000\r\n\r\n{");
            trickle(line);
        });

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(heard);
        assertThat(provider.heads()).hasSize(3);
    }

    private static void trickle(RawProvider.Line line) throws IOException {
        while (true) {
            line.say(" ");
            pause(20);
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }

    @Test
    void ofKeysThatAreAllForbiddenTheModelTheLastTrickledAnswerIsPassedAsFarAsItCame() {
        String body = "{\"error\":{\"message\":\"no access\",\"code\":\"model_not_found\"}}";
        provider.says(line -> {
            line.say(RawProvider.head("404 Not Found", "application/json") + "content-length: 5000\r\n\r\n" + body);
            trickle(line);
        });

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body().strip()).isEqualTo(body);
        assertThat(provider.heads()).hasSize(3);
    }

    @Test
    void aMistakeThatTricklesReachesTheCallerAsItCame() {
        String body = "{\"error\":{\"message\":\"no\"}}" + " ".repeat(30);
        provider.says(line -> {
            line.say(RawProvider.head("400 Bad Request", "application/json") + "content-length: " + body.length()
                    + "\r\n\r\n");
            for (int i = 0; i < body.length(); i++) {
                line.say(body.substring(i, i + 1));
                pause(10);
            }
        });

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(body);
        plane.assertNobodyIsBlamed();
    }

    @Test
    void commentsThatTrickleKeepACallerWaitingAndTheKeyReplaceable() {
        provider.says(line -> {
            boolean first = line.head().contains(Rig.KEYS.get(0));
            line.say(RawProvider.head("200 OK", "text/event-stream") + "connection: close\r\n\r\n");
            for (int i = 0; first && i < 30; i++) {
                line.say(": ping\n\n");
                pause(20);
            }
            line.say(first ? "data: " + ScriptedProvider.rateLimit("9s") + "\n\n" : ScriptedProvider.lastChunk());
            line.close();
        });

        HttpResponse<String> answer = plane.post("/v1/chat/completions", Rig.streamed("m"));

        assertThat(answer.body()).startsWith(": keep-alive\n\n").endsWith(ScriptedProvider.lastChunk());
        assertThat(provider.heads()).hasSize(2);
    }

    @Test
    void twoHundredMebibytesOfAStreamPass() throws IOException {
        String event = ScriptedProvider.chunk("{\"content\":\"" + "x".repeat(60_000) + "\"}");
        provider.says(line -> {
            line.say(RawProvider.head("200 OK", "text/event-stream") + "connection: close\r\n\r\n");
            while (poured.addAndGet(event.length()) < 200L << 20) line.say(event);
            line.say(ScriptedProvider.lastChunk()).close();
        });
        long before = used();
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.completion(Rig.streamed("m"), "connection: close"));

            long read = drain(caller);

            assertThat(read).isGreaterThan(200L << 20);
            assertThat(used() - before).isLessThan(MUCH);
        }
        plane.assertNobodyIsBlamed();
    }

    private static long drain(RawCaller caller) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        for (int n = 0; n >= 0; n = caller.socket().getInputStream().read(buffer)) read += n;
        return read;
    }
}
