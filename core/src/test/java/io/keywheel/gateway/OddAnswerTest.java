package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that answers what no provider should: the caller hears a clear error or the right answer, and no key is blamed for it. */
class OddAnswerTest {
    private static final String JSON = "content-type: application/json\r\n";

    private final RawProvider provider = new RawProvider();
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl(), Rig.KEYS));

    @AfterEach
    void everythingIsAsItWas() {
        plane.assertCalm();
        plane.close();
        provider.close();
    }

    private void assertTheNextRequestIsServed() {
        provider.says(RawProvider.OK);
        HttpResponse<String> next = plane.chat("m");
        assertThat(next.body()).isEqualTo(ScriptedProvider.OK);
        plane.assertNobodyIsBlamed();
    }

    /** {@code ~} stands for the end of a line, a last {@code !} for the end of the connection. */
    private void says(String text) {
        String bytes = text.replace("~", "\r\n").replace("BODY", ScriptedProvider.OK);
        if (bytes.endsWith("!"))
            provider.says(
                    line -> line.say(bytes.substring(0, bytes.length() - 1)).close());
        else provider.says(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "220 smtp.example ESMTP~~!                                        | no HTTP that can be read",
                "HTTP/1.1 200 OK\u0001~~!                                         | no HTTP that can be read",
                "HTTP/1.1 abc OK~~                                                | no HTTP that can be read",
                "HTTP/1.1 200 OK~content-length: 5~content-length: 6~~BODY        | no HTTP that can be read",
                "HTTP/1.1 200 OK~content-type: application/json~content-length: 0~~ | empty, cut, or none",
                "HTTP/1.1 200 OK~content-type: application/json~content-length: 20~~BODY | empty, cut, or none",
                "HTTP/1.1 200 OK~content-type: application/json~content-length: 999~~BODY! | broke off",
                "HTTP/1.1 200 OK~content-type: application/json~transfer-encoding: chunked~~100~{\"a\":! | broke off",
                "HTTP/1.1 200 OK~content-type: application/json~transfer-encoding: chunked~~zz~{\"a\":! | broke off",
                "HTTP/1.1 200 OK~content-type: application/json~content-length: 8~~upstream! | empty, cut, or none",
                "HTTP/1.1 200 OK~content-type: text/html~content-length: 12~~<html></html> | a page of HTML",
                "HTTP/1.1 302 Found~location: http://127.0.0.1:1/x~content-length: 0~~ | never followed",
                "HTTP/1.1 307 Moved~location: https://evil.example/~content-length: 0~~ | never followed",
                "HTTP/1.1 101 Switching Protocols~upgrade: x~connection: upgrade~~  | HTTP 101",
                "HTTP/1.1 999 Odd~content-length: 0~~                               | HTTP 999",
                "HTTP/1.1 000 Odd~content-length: 0~~                               | HTTP 0",
                "HTTP/1.1 401 No~content-type: application/json~content-length: 99~~{! | broke off"
            })
    void whatIsNoAnswerIsAFailureOfTheProvider(String bytes, String reason) {
        says(bytes);

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("provider_unavailable").contains(reason);
        assertThat(provider.heads()).hasSize(3);
        assertTheNextRequestIsServed();
    }

    @ParameterizedTest
    @CsvSource({"!", "HTTP/1.1 200 OK~content-!"})
    void aProviderThatOnlyClosesMayHaveDoneTheWork(String bytes) {
        says(bytes);

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(Rig.header(answer, "x-should-retry")).isEqualTo("false");
        assertThat(provider.heads()).hasSize(1);
        assertTheNextRequestIsServed();
    }

    @Test
    void aHeadWithoutEndIsCutOff() {
        provider.says(line -> {
            line.say("HTTP/1.1 200 OK\r\n");
            while (true) line.say("x-bomb: 0123456789\r\n".repeat(1_000));
        });

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("larger than 32768 bytes");
        assertTheNextRequestIsServed();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "HTTP/1.1 200~content-type: application/json~content-length: LENGTH~~BODY",
                "HTTP/1.1 200 OK~content-type: application/json~~BODY!",
                "HTTP/1.0 200 OK~content-type: application/json~~BODY!",
                "HTTP/1.1 200 OK~content-type: application/json~connection: close~content-length: LENGTH~~BODY!",
                "HTTP/1.1 200 OK~content-type: application/json~connection: close~content-length: LENGTH~~BODY",
                "HTTP/1.1 200 OK~content-type: text/plain~content-length: LENGTH~~BODY",
                "HTTP/1.1 200 OK~content-length: LENGTH~~BODY",
                "HTTP/1.1 200 OK~content-type: text/event-stream~content-length: LENGTH~~BODY",
                "HTTP/1.1 200 OK~content-type: application/json~transfer-encoding: chunked~trailer: x-t~~CHUNK~BODY~0~x-t: 1~~",
                "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~content-type: application/json~content-length: LENGTH~~BODY",
                "HTTP/1.1 103 Early Hints~link: </a>~~HTTP/1.1 200 OK~content-type: application/json~content-length: LENGTH~~BODY",
                "HTTP/1.1 200 OK~content-type: application/json~x-odd: \u00e4~content-length: LENGTH~~BODY",
                "HTTP/1.1 206 Partial Content~content-type: application/json~content-length: LENGTH~~BODY"
            })
    void whatIsOddButAnAnswerArrives(String bytes) {
        int length = ScriptedProvider.OK.length();
        says(bytes.replace("LENGTH", "" + length).replace("CHUNK", Integer.toHexString(length)));

        HttpResponse<String> first = plane.chat("m");
        HttpResponse<String> second = plane.chat("m");

        assertThat(first.body()).isEqualTo(ScriptedProvider.OK);
        assertThat(second.body()).isEqualTo(ScriptedProvider.OK);
        assertThat(Rig.header(second, "x-keywheel-attempts")).isEqualTo("1");
        assertTheNextRequestIsServed();
    }

    @Test
    void anAnswerNobodyAskedForIsNobodys() {
        provider.says(RawProvider.OK + RawProvider.answer("200 OK", "application/json", "{\"of\":\"another\"}"));

        HttpResponse<String> first = plane.chat("m");

        assertThat(first.body()).isEqualTo(ScriptedProvider.OK);
        assertTheNextRequestIsServed();
    }

    @Test
    void aLargeAnswerThatBreaksOffIsNotTakenForWhole() throws IOException {
        provider.says(line -> line.say("HTTP/1.1 200 OK\r\n" + JSON + "transfer-encoding: chunked\r\n\r\n"
                        + RawProvider.chunked("{\"a\":\"" + "x".repeat(70_000)) + "100\r\n{")
                .close());
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.completion(Rig.completion("m")));

            assertThat(caller.rest()).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
        }
        assertTheNextRequestIsServed();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void saysCompressed(String status, String type, String text) {
        byte[] body = gzip(text);
        String head = RawProvider.head(status, type) + "content-encoding: gzip\r\ncontent-length: " + body.length;
        provider.says(line -> line.say(head + "\r\n\r\n").say(body));
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/event-stream", "text/plain"})
    void aCompressedAnswerArrivesAsItIsThoughNobodyAskedForIt(String type) throws IOException {
        String text = type.equals("text/event-stream") ? ScriptedProvider.lastChunk() : ScriptedProvider.OK;
        saysCompressed("200 OK", type, text);
        HttpRequest request = plane.request("/v1/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(Rig.completion("m")))
                .build();

        HttpResponse<byte[]> answer = Calling.send(request, HttpResponse.BodyHandlers.ofByteArray());

        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertThat(Rig.header(answer, "content-encoding")).isEqualTo("gzip");
        assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(text);
        assertTheNextRequestIsServed();
    }

    @ParameterizedTest
    @CsvSource({"429 Too Many Requests", "200 OK"})
    void aCompressedRefusalIsUnderstood(String status) {
        saysCompressed(status, "application/json", ScriptedProvider.rateLimit("17.2s"));

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Rig.header(answer, "retry-after")).isEqualTo("18");
        assertThat(plane.blamed()).hasSize(3);
    }

    @Test
    void aRateLimitWhoseBodyBreaksOffIsOneStill() {
        provider.says(line -> line.say("HTTP/1.1 429 Too Many Requests\r\n" + JSON
                        + "retry-after: 11\r\ncontent-length: 900\r\n\r\n{\"error\":{")
                .close());

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Rig.header(answer, "retry-after")).isEqualTo("11");
        assertThat(provider.heads()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "99999999999999999999", "\u00e4"})
    void aWaitThatIsNoneDoesNotHinderTheNextKey(String wait) {
        provider.says(line -> {
            boolean first = line.head().contains(Rig.KEYS.get(0));
            line.say(
                    first
                            ? "HTTP/1.1 429 No\r\nretry-after: " + wait + "\r\ncontent-length: 0\r\n\r\n"
                            : RawProvider.OK);
        });

        HttpResponse<String> answer = plane.chat("m");

        assertThat(answer.body()).isEqualTo(ScriptedProvider.OK);
        assertThat(plane.blamed()).hasSize(1);
    }
}
