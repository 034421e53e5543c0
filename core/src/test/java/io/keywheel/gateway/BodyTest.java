package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.config.Settings.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large, too slow, or answered before they are whole: bounded, and answered in words that arrive. */
class BodyTest {
    private static final int REPLAY = 100_000;
    private static final int LIMIT = 2_000_000;
    private static final Timings SHORT = new Timings(300, 500, 400, 600, 5_000, 10_000);

    private final RawProvider provider = new RawProvider();
    private final Plane plane = plane(REPLAY, LIMIT);

    private Plane plane(long replay, long limit) {
        return new Plane(
                Rig.withLimits(l -> new Limits(
                                l.patience(),
                                l.deadline(),
                                l.attemptTimeout(),
                                replay,
                                l.replayBytesInAll(),
                                limit,
                                false,
                                l.drain()))
                        .apply(Rig.settings(provider.baseUrl(), Rig.KEYS)),
                SHORT,
                1);
    }

    @AfterEach
    void everythingIsAsItWas() {
        plane.assertCalm();
        plane.close();
        provider.close();
    }

    private static String head(String path, String framing) {
        return "POST " + path + " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n" + framing
                + "\r\n\r\n";
    }

    private static HttpRequest upload(Calling to, String path, int bytes, boolean announced) {
        HttpRequest.BodyPublisher whole = HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]);
        return to.request(path)
                .POST(announced ? whole : HttpRequest.BodyPublishers.fromPublisher(whole))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"/v1/files, true", "/v1/files, false", "/chat, true"})
    void aBodyOverTheLimitIsRefusedAndTheAnswerArrivesWhileTheCallerStillSends(String path, boolean announced) {
        HttpResponse<String> answer = plane.send(upload(plane, path, 20_000_000, announced));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("request_too_large").contains("KEYWHEEL_BODY_LIMIT");
        plane.assertNobodyIsBlamed();
    }

    @Test
    void aLimitBelowWhatIsHeldForReplayHoldsForChunksToo() {
        try (Plane strict = plane(LIMIT, 50_000)) {
            HttpResponse<String> answer = strict.send(upload(strict, "/v1/files", 90_000, false));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(provider.heads()).isEmpty();
            strict.assertNobodyIsBlamed();
        }
    }

    @Test
    void aQuestionIsHeldEvenWhereNothingIsHeldForReplay() {
        try (Plane sparing = plane(0, LIMIT)) {
            HttpResponse<String> answer = sparing.post("/chat", "{\"message\":\"Hi\"}");

            assertThat(answer.body()).contains("Paris.");
        }
    }

    @Test
    void aQuestionOverFourMebibytesIsTooLarge() {
        try (Plane large = plane(REPLAY, 64 << 20)) {
            HttpResponse<String> answer = large.post("/chat", "{\"message\":\"" + "x".repeat(5 << 20) + "\"}");

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("larger than 4 MiB");
            large.assertNobodyIsBlamed();
        }
    }

    @Test
    void aQuestionThatFindsNoRoomIsAnsweredAsAnyFailureAndMayComeAgain() {
        Limits none = withRoomInAll(10);
        try (Plane full = new Plane(Rig.withLimits(l -> none).apply(Rig.settings(provider.baseUrl(), Rig.KEYS)))) {
            HttpResponse<String> answer = full.post("/chat", "{\"message\":\"Hi\",\"model\":\"m\"}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("high demand").contains("system_error");
            assertThat(Rig.header(answer, "retry-after")).isEqualTo("1");
            assertThat(provider.heads()).isEmpty();
            full.assertNobodyIsBlamed();
        }
    }

    private static Limits withRoomInAll(long bytes) {
        Limits l = Rig.limits();
        return new Limits(
                l.patience(),
                l.deadline(),
                l.attemptTimeout(),
                l.replayBytes(),
                bytes,
                l.bodyBytes(),
                false,
                l.drain());
    }

    @Test
    void aLargeBodyIsOnlyAskedForAndThenServed() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(head("/v1/chat/completions", "expect: 100-continue\r\ncontent-length: 1500000"));
            assertThat(caller.answer()).startsWith("HTTP/1.1 100");

            String answer = caller.send(" ".repeat(1_500_000)).answer();

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith(ScriptedProvider.OK);
            assertThat(provider.heads().get(0)).doesNotContainIgnoringCase("expect");
        }
    }

    @Test
    void aLargeAnnouncementIsRefusedThoughNothingWasSentYet() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(head("/v1/chat/completions", "expect: 100-continue\r\ncontent-length: 99000000"));

            String all = caller.rest();

            assertThat(all).contains("HTTP/1.1 413");
        }
    }

    @Test
    void aHeadThatDoesNotComeClosesTheConnection() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send("POST /v1/chat/completions HTTP/1.1\r\nhost: loc");

            assertThat(caller.rest()).isEmpty();
        }
    }

    @Test
    void aHeadThatDripsClosesTheConnectionToo() {
        assertThat(driven("GET /v1/x HTTP/1.1\r\nhost: localhost\r\n", "x-a: b\r\n"))
                .isTrue();
    }

    /** Whether the server closes on a caller that says {@code more} all the time. */
    private boolean driven(String first, String more) {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(first);
            await().until(() -> {
                try {
                    caller.send(more);
                    return false;
                } catch (SocketException closed) {
                    return true;
                }
            });
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void betweenRequestsAConnectionIsKeptLonger() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.get("/v1/x")).answer();
            long answered = System.nanoTime();

            caller.rest();

            assertThat((System.nanoTime() - answered) / 1_000_000).isBetween(450L, 2_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/chat"})
    void aBodyThatStopsIsAnsweredAndTheConnectionCloses(String path) throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(head(path, "content-length: 500") + "{\"model\":");

            String all = caller.rest();

            assertThat(all).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
        }
        assertThat(provider.heads()).isEmpty();
        plane.assertNobodyIsBlamed();
    }

    @Test
    void bodiesThatAreOnlyAnnouncedTakeNoRoom() throws IOException {
        try (Plane holding = plane(32 << 20, 64 << 20)) {
            long before = used();
            List<RawCaller> callers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                RawCaller caller = new RawCaller(holding.port());
                callers.add(caller.send(head("/v1/files", "content-length: 30000000") + "a"));
            }
            await().until(() -> holding.heldBytes() == 40);
            for (RawCaller caller : callers) caller.send("b");
            await().until(() -> holding.heldBytes() == 80);

            long taken = used() - before;

            assertThat(taken).isLessThan(200L << 20);
            for (RawCaller caller : callers) caller.close();
            holding.assertNobodyIsBlamed();
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @ParameterizedTest
    @CsvSource({"429, 503", "400, 400", "500, 502"})
    void aProviderThatAnswersBeforeALargeBodyIsWholeIsHeard(int status, int heard) {
        provider.leavesBodiesUnread().says(line -> {
            line.say(RawProvider.answer(status + " Said", "application/json", "{\"error\":{\"message\":\"no\"}}"));
            line.socket().setSoTimeout(2_000);
            line.socket().getInputStream().transferTo(OutputStream.nullOutputStream());
        });

        HttpResponse<String> answer = plane.send(upload(plane, "/v1/files", 1_900_000, true));

        assertThat(answer.statusCode()).isEqualTo(heard);
    }

    @ParameterizedTest
    @ValueSource(ints = {REPLAY, 64_000_000})
    void aProviderThatReadsNoMoreIsHeardAndItsConnectionIsNotUsedAgain(int replay) {
        provider.leavesBodiesUnread();
        try (Plane large = plane(replay, 128_000_000)) {
            HttpResponse<String> answer = large.send(upload(large, "/v1/files", 20_000_000, true));
            HttpResponse<String> next = large.chat("m");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(Rig.header(next, "x-keywheel-attempts")).isEqualTo("1");
            assertThat(provider.connections()).isEqualTo(2);
            large.assertNobodyIsBlamed();
        }
    }
}
