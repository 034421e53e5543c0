package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where callers are asked for a token, nobody comes in without one, and no token goes on to the provider. */
class CallerTokenTest {
    private static final String TOKEN = "kwc_fake_token_of_a_caller";

    private final RawProvider provider = new RawProvider();
    private final Plane plane = new Plane(asking(Rig.settings(provider.baseUrl(), Rig.KEYS)));

    private static Settings asking(Settings s) {
        return new Settings(
                new Settings.DataPlane("127.0.0.1", 0, List.of("kwc_fake_other", TOKEN), Set.of(), Set.of()),
                s.adminPlane(),
                s.providers(),
                s.defaultProvider(),
                s.routes(),
                s.limits(),
                s.upstreams(),
                s.chat(),
                s.cluster(),
                s.storage(),
                s.logFormat(),
                s.logLevel(),
                s.warnings());
    }

    @AfterEach
    void everythingIsAsItWas() {
        plane.assertNobodyIsBlamed();
        plane.close();
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-no: token",
                "authorization: Bearer",
                "authorization: Bearer kwc_fake_token_of_a_calle",
                "authorization: Bearer kwc_fake_token_of_a_callers",
                "authorization: Basic kwc_fake_token_of_a_caller",
                "authorization: kwc_fake_token_of_a_caller",
                "x-api-key: kwc_fake_otherkwc_fake_token_of_a_caller",
                "cookie: token=kwc_fake_token_of_a_caller"
            })
    void whoBringsNoTokenIsToldToBringOne(String line) throws IOException {
        for (String path : List.of("/v1/models", "/v1/chat/completions", "/p/groq/v1/x")) {
            String answer = RawCaller.say(plane.port(), RawCaller.get(path, line));

            assertThat(answer)
                    .startsWith("HTTP/1.1 401")
                    .contains("\"code\":\"invalid_api_key\"")
                    .contains("x-should-retry: false")
                    .doesNotContain("kwc_fake");
        }
        assertThat(provider.heads()).isEmpty();
    }

    @Test
    void aQuestionNeedsATokenToo() throws IOException {
        String question = "POST /chat HTTP/1.1\r\nhost: localhost\r\ncontent-length: 16\r\n\r\n{\"message\":\"Hi\"}";

        assertThat(RawCaller.say(plane.port(), question)).startsWith("HTTP/1.1 401");
        assertThat(provider.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization: Bearer ", "Authorization: bearer ", "x-api-key: ", "api-key: "})
    void aTokenOpensAndStaysHere(String header) throws IOException {
        String answer = RawCaller.say(plane.port(), RawCaller.completion("{}", header + TOKEN));

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("kwc_fake");
        assertThat(provider.heads().get(0)).contains(Rig.KEYS.get(0)).doesNotContain("kwc_fake");
    }

    @Test
    void healthAsksForNone() throws IOException {
        assertThat(RawCaller.say(plane.port(), RawCaller.get("/livez"))).startsWith("HTTP/1.1 200");
    }
}
