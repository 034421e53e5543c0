package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller asks for, it hears what is wrong with it, and neither the provider nor the next request suffers. */
class OddRequestTest {
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
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"model\":7}",
                "{\"model\":null,\"messages\":[]}",
                "[]",
                "{\"model\"",
                "{\"model\":\"",
                "{\"model\":\"\\",
                "{\"a\":\"\\",
                "{\"model\":\"\\u12\"}",
                "{\"a\":[{]}],\"model\":\"m\"}",
                "\"model\"",
                "no json at all",
                "\u0000\u0001"
            })
    void aBodyWithoutAModelIsTheProvidersToJudge(String body) throws IOException {
        String answer = say(RawCaller.completion(body));

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith(ScriptedProvider.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/v2/models",
                "/v1x",
                "/chat/completions",
                "/p",
                "/p/groq",
                "//v1/models",
                "/%zz"
            })
    void anUnknownPathIsSaidInTheShapeOfOpenAi(String path) throws IOException {
        String answer = say(RawCaller.get(path));

        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains("{\"error\":{\"message\":\"Unknown path " + path)
                .contains("\"code\":\"unknown_url\"")
                .contains("x-should-retry: false");
    }

    @Test
    void anUnknownProviderIsNamed() throws IOException {
        String answer = say(RawCaller.get("/p/nobody/v1/models"));

        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"unknown_provider\"");
    }

    @Test
    void aRefusalWithNothingUnreadLeavesTheConnectionOpen() throws IOException {
        try (RawCaller caller = new RawCaller(plane.port())) {
            caller.send(RawCaller.get("/nothing")).answer();

            String second = caller.send(RawCaller.completion("{}")).answer();

            assertThat(second).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../x",
                "/v1/..",
                "/v1/a/../../x",
                "/v1/%2e%2e/x",
                "/v1/.%2E/x",
                "/v1/..%2fx",
                "/v1/%2e%2e%5cx",
                "/v1/..\\x",
                "/p/groq/v1/../x",
                "/openai/v1/../x",
                "/v1/%2e%2e?a=b"
            })
    void aPathThatClimbsIsRefused(String path) throws IOException {
        String answer = say(RawCaller.get(path));

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_path\"");
        assertThat(provider.heads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a URL of ours,              http://localhost/v1/x,     localhost,      200",
        "a URL of ours with a port,  HTTP://localhost:80/v1/x,  localhost:80,   200",
        "a URL of another,           http://evil.example/v1/x,  localhost,      421",
        "a URL of ours said to two,  http://localhost/v1/x,     evil.example,   421",
        "a URL like ours,            http://localhost.evil/v1,  localhost,      421",
        "a URL with a user,          http://a@localhost/v1/x,   localhost,      421",
        "no path,                    v1/models,                 localhost,      421",
        "the server itself,          *,                         localhost,      421"
    })
    void aTargetThatIsNoPathIsServedOnlyIfItIsOurs(String what, String target, String host, int status)
            throws IOException {
        String answer = say("GET " + target + " HTTP/1.1\r\nhost: " + host + "\r\n\r\n");

        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status);
        assertThat(provider.heads()).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void nobodyTunnelsThroughUs() throws IOException {
        String answer = say("CONNECT api.example:443 HTTP/1.1\r\nhost: localhost\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.", "evil.example:8080", "", "[::2]"})
    void aHostThatIsNotOursIsMisdirected(String host) throws IOException {
        for (String path : List.of("/v1/models", "/p/groq/v1/models", "/chat", "/livez", "/")) {
            String answer = say("GET " + path + " HTTP/1.1\r\nhost: " + host + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 421").contains("\"code\":\"wrong_host\"");
        }
        assertThat(provider.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080"})
    void everyNameOfLoopbackIsOurs(String host) throws IOException {
        String answer = say("GET /v1/x HTTP/1.1\r\nhost: " + host + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void twoHostsAreNone() throws IOException {
        String answer = say(RawCaller.get("/v1/x", "host: evil.example"));

        assertThat(answer).startsWith("HTTP/1.1 421");
        assertThat(provider.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "http://localhost:1", "file://", "http://a:0x50", "::", "a b"})
    void aPageOfAForeignOriginMayNotCall(String origin) throws IOException {
        String answer = say(RawCaller.completion("{}", "origin: " + origin));

        assertThat(answer).startsWith("HTTP/1.1 403").contains("\"code\":\"origin_not_allowed\"");
        assertThat(provider.heads()).isEmpty();
    }

    @Test
    void aHeaderWithoutANameStaysHere() throws IOException {
        say(RawCaller.get("/v1/x", ": nameless", "x-named: yes"));

        assertThat(provider.heads().get(0)).contains("x-named: yes").doesNotContain("nameless");
    }
}
