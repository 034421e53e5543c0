package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests are told apart on a connection: in one way only, whoever tries for two. */
class FramingTest {
    private static final String HEAD =
            "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";

    private final RawProvider provider = new RawProvider();
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl(), Rig.KEYS));

    @AfterEach
    void everythingIsAsItWas() {
        plane.assertNobodyIsBlamed();
        assertThat(plane.chat("m").statusCode()).isEqualTo(200);
        plane.close();
        provider.close();
    }

    private String say(String bytes) throws IOException {
        return RawCaller.say(plane.port(), bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two lengths            |content-length: 2|content-length: 40",
                "two lengths in one     |content-length: 2, 40|x-a: b",
                "a length with a sign   |content-length: +2|x-a: b",
                "a length below nothing |content-length: -1|x-a: b",
                "a length and chunks    |content-length: 2|transfer-encoding: chunked",
                "unknown chunks         |transfer-encoding: xchunked|x-a: b",
                "chunks, then none      |transfer-encoding: chunked, identity|x-a: b",
                "chunks twice           |transfer-encoding: chunked|transfer-encoding: chunked",
                "a blank before a colon |content-length : 2|x-a: b"
            })
    void aRequestThatCanBeReadInTwoWaysIsRefusedWithAllThatFollows(String what, String first, String second)
            throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(HEAD + first + "\r\n" + second + "\r\n\r\n0\r\n\r\n" + RawCaller.get("/v1/hidden"));

            assertThat(caller.rest())
                    .as(what)
                    .startsWith("HTTP/1.1 400")
                    .contains("\"code\":\"malformed_request\"")
                    .doesNotContain("200 OK");
        }
        assertThat(provider.heads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zz", "-2", "ffffffffffffffff", "2 2"})
    void aBodyInChunksThatAreNoneEndsTheConnection(String size) throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(HEAD + "transfer-encoding: chunked\r\n\r\n" + size + "\r\n{}\r\n0\r\n\r\n"
                    + RawCaller.get("/v1/hidden"));

            assertThat(caller.rest()).doesNotContain("200 OK");
        }
        assertThat(provider.heads()).isEmpty();
    }

    @Test
    void chunksArriveAsALengthAndTrailersStayHere() throws IOException {
        String answer =
                say(HEAD + "transfer-encoding: chunked\r\n\r\n1;x=y\r\n{\r\n1\r\n}\r\n0\r\nx-trailer: 1\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(provider.heads().get(0))
                .contains("content-length: 2")
                .doesNotContain("x-trailer")
                .doesNotContain("transfer-encoding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a long header     |431|headers_too_large",
                "many headers      |431|headers_too_large",
                "a long path       |414|uri_too_long",
                "no HTTP           |400|malformed_request",
                "a control byte    |400|malformed_request",
                "line feeds only   |400|malformed_request",
                "a blank in a path |400|malformed_request"
            })
    void aHeadThatCannotBeReadIsAnswered(String what, int status, String code) throws IOException {
        String head = switch (what) {
            case "a long header" -> RawCaller.get("/v1/x", "x-a: " + "b".repeat(200_000));
            case "many headers" -> RawCaller.get("/v1/x", "x-aaaa: b\r\n".repeat(20_000) + "x: y");
            case "a long path" -> RawCaller.get("/v1/" + "b".repeat(100_000));
            case "no HTTP" -> "\u0016\u0003\u0001\u0002\r\n\r\n";
            case "a control byte" -> RawCaller.get("/v1/x", "x-a: b\u0001c");
            case "line feeds only" -> "GET /v1/x HTTP/1.1\nhost: localhost\n\n";
            default -> "GET /v1/x y HTTP/1.1\r\nhost: localhost\r\n\r\n";
        };

        String answer = say(head);

        assertThat(answer).contains(" " + status + " ").contains("\"code\":\"" + code + "\"");
        assertThat(provider.heads()).isEmpty();
    }

    @Test
    void requestsSentWithoutWaitingAreAnsweredInTheirOrder() throws IOException {
        provider.says(line -> line.say(RawProvider.answer(
                "200 OK", "text/plain", line.head().lines().findFirst().orElse(""))));
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.get("/v1/one") + RawCaller.completion("{}") + RawCaller.get("/v1/three"));

            assertThat(caller.answer()).contains("/openai/v1/one ");
            assertThat(caller.answer()).contains("/openai/v1/chat/completions ");
            assertThat(caller.answer()).contains("/openai/v1/three ");
        }
    }

    @Test
    void whatFollowsARefusedBodyIsNotTakenForARequest() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send("POST /nothing HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{}"
                    + RawCaller.get("/v1/x"));

            assertThat(caller.answer()).startsWith("HTTP/1.1 404").containsIgnoringCase("connection: close");
            assertThat(caller.rest()).doesNotContain("200 OK");
        }
        assertThat(provider.heads()).isEmpty();
    }

    @Test
    void aClientOfTheOldProtocolIsServedAndLeft() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send("POST /v1/chat/completions HTTP/1.0\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{}");

            assertThat(caller.rest())
                    .startsWith("HTTP/1.0 200")
                    .endsWith(ScriptedProvider.OK)
                    .doesNotContain("chunked");
        }
    }

    @Test
    void aStreamReachesAClientOfTheOldProtocolWithoutChunks() throws IOException {
        String events = ScriptedProvider.chunk("{\"content\":\"one\"}") + ScriptedProvider.lastChunk();
        provider.says(RawProvider.answer("200 OK", "text/event-stream", events));
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send("POST /v1/chat/completions HTTP/1.0\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{}");

            assertThat(caller.rest()).startsWith("HTTP/1.0 200").endsWith("\r\n\r\n" + events);
        }
        provider.says(RawProvider.OK);
    }

    @Test
    void aConnectionThatIsToCloseClosesWithItsAnswer() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.completion("{}", "connection: close"));

            assertThat(caller.rest()).startsWith("HTTP/1.1 200").endsWith(ScriptedProvider.OK);
        }
    }

    @ParameterizedTest
    @CsvSource({"h2c", "websocket", "TLS/1.0"})
    void anUpgradeIsNotHeard(String protocol) throws IOException {
        String answer = say(RawCaller.get(
                "/v1/x", "connection: Upgrade, HTTP2-Settings", "upgrade: " + protocol, "http2-settings: AAMAAABk"));

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("upgrade");
        assertThat(provider.heads().get(0))
                .doesNotContainIgnoringCase("upgrade")
                .doesNotContain("http2-settings");
    }

    @Test
    void theProtocolsSuccessorIsTurnedAway() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

            assertThat(caller.rest()).startsWith("HTTP/").contains(" 501 ");
        }
    }
}
