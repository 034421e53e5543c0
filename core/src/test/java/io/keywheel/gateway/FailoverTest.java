package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller sees one key, whatever happens to the three behind it. */
class FailoverTest {
    private static final String PRIMARY = Rig.KEYS.get(0);
    private static final String SECOND = Rig.KEYS.get(1);
    private static final String THIRD = Rig.KEYS.get(2);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void refuses(String key, int status, String body) {
        rig.provider.answers(a -> {
            if (a.key().equals(key)) a.json(status, body);
            else a.json(200, ScriptedProvider.OK);
        });
    }

    @Test
    void aRateLimitedKeyIsFollowedByTheNextAndTheCallerSeesNothing() {
        refuses(PRIMARY, 429, ScriptedProvider.rateLimit("7.66s"));

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ScriptedProvider.OK);
        assertThat(rig.provider.keysAsked()).containsExactly(PRIMARY, SECOND);
        assertThat(Rig.header(answer, "x-keywheel-attempts")).isEqualTo("2");
        assertThat(Rig.header(answer, "x-keywheel-key")).startsWith("groq-").doesNotContain("fake");
    }

    @Test
    void aRestingKeyIsNotAskedAgain() {
        refuses(PRIMARY, 429, ScriptedProvider.rateLimit("60s"));
        rig.chat("m");

        HttpResponse<String> answer = rig.chat("m");

        assertThat(Rig.header(answer, "x-keywheel-attempts")).isEqualTo("1");
        assertThat(rig.provider.keysAsked()).containsExactly(PRIMARY, SECOND, SECOND);
    }

    @Test
    void aRestOfOneModelDoesNotRestAnother() {
        refuses(PRIMARY, 429, ScriptedProvider.rateLimit("60s"));
        rig.chat("m");
        rig.provider.answers(a -> a.json(200, ScriptedProvider.OK));

        rig.chat("other");

        assertThat(rig.provider.keysAsked()).containsExactly(PRIMARY, SECOND, PRIMARY);
    }

    @Test
    void twoHundredConcurrentRefusalsTurnTheWheelOnce() {
        refuses(PRIMARY, 429, ScriptedProvider.rateLimit("60s"));

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 200)
                .mapToObj(i -> rig.postLater("/v1/chat/completions", Rig.completion("m")))
                .toList();

        assertThat(calls).allSatisfy(c -> assertThat(c.join().statusCode()).isEqualTo(200));
        assertThat(rig.provider.keysAsked()).doesNotContain(THIRD);
    }

    @Test
    void aRejectedKeyIsAskedOnce() {
        refuses(
                PRIMARY,
                401,
                "{\"error\":{\"message\":\"Invalid API Key\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}");
        rig.chat("m");
        rig.chat("n");

        HttpResponse<String> answer = rig.chat("o");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Collections.frequency(rig.provider.keysAsked(), PRIMARY)).isEqualTo(1);
    }

    @Test
    void aBadRequestThatSpeaksOfLimitsPassesAndTurnsNothing() {
        String body =
                "{\"error\":{\"message\":\"maximum context length limit is 8192 tokens; rate quota\",\"type\":\"invalid_request_error\","
                        + "\"code\":\"context_length_exceeded\"}}";
        rig.provider.answers(a -> a.json(400, body));

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(rig.provider.keysAsked()).containsExactly(PRIMARY);
    }

    @Test
    void eachKeyIsTriedOnceThenTheCallerHearsWhenTheFirstReturns() {
        rig.provider.answers(a -> a.json(429, ScriptedProvider.rateLimit(a.key().equals(SECOND) ? "20.5s" : "50s")));

        HttpResponse<String> answer = rig.chat("m");

        assertThat(rig.provider.keysAsked()).containsExactly(PRIMARY, SECOND, THIRD);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("rate_limit_exceeded");
        assertThat(Rig.header(answer, "retry-after")).isEqualTo("21");
        assertThat(Long.parseLong(Rig.header(answer, "retry-after-ms"))).isBetween(19_000L, 20_500L);
        assertThat(Rig.header(answer, "x-should-retry")).isEmpty();
    }

    @Test
    void whileAllRestNothingIsSentAndALongWaitIsNotWorthARetry() {
        rig.provider.answers(a -> a.json(429, ScriptedProvider.rateLimit("5m0s")));
        rig.chat("m");
        int sent = rig.provider.asked().size();

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Rig.header(answer, "x-should-retry")).isEqualTo("false");
        assertThat(rig.provider.asked()).hasSize(sent);
    }

    @Test
    void whenEveryKeyIsRejectedNoneIsUsable() {
        rig.provider.answers(
                a -> a.json(401, "{\"error\":{\"message\":\"Invalid API Key\",\"code\":\"invalid_api_key\"}}"));

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no_usable_key");
        assertThat(Rig.header(answer, "retry-after")).isEmpty();
        assertThat(Rig.header(answer, "x-should-retry")).isEqualTo("false");
    }

    @Test
    void whenNoKeyMayUseTheModelTheProvidersOwnAnswerPasses() {
        String body = "{\"error\":{\"message\":\"The model `x` does not exist or you do not have access to it.\","
                + "\"type\":\"invalid_request_error\",\"code\":\"model_not_found\"}}";
        rig.provider.answers(a -> a.json(404, body));

        HttpResponse<String> answer = rig.chat("x");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(rig.provider.keysAsked()).containsExactly(PRIMARY, SECOND, THIRD);
    }

    @Test
    void afterThatOneKeyIsAskedForTheCallersAnswer() {
        String body = "{\"error\":{\"message\":\"no access\",\"code\":\"model_not_found\"}}";
        rig.provider.answers(a -> a.json(404, body));
        rig.chat("x");

        HttpResponse<String> answer = rig.chat("x");

        assertThat(answer.body()).isEqualTo(body);
        assertThat(rig.provider.asked()).hasSize(4);
    }

    @Test
    void aFailingProviderIsTriedThreeTimesAndBenchesNoKey() {
        rig.provider.answers(a -> a.json(500, "{\"error\":{\"message\":\"boom\"}}"));
        HttpResponse<String> failed = rig.chat("m");
        rig.provider.answers(a -> a.json(200, ScriptedProvider.OK));

        HttpResponse<String> answer = rig.chat("m");

        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.body()).contains("provider_unavailable");
        assertThat(Rig.header(failed, "retry-after")).isEqualTo("1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rig.provider.keysAsked()).containsExactly(PRIMARY, PRIMARY, PRIMARY, PRIMARY);
    }

    @Test
    void anErrorInsideATwoHundredIsStillAnError() {
        rig.provider.answers(a -> {
            if (a.key().equals(PRIMARY))
                a.json(200, "{\"error\":{\"message\":\"Rate limit reached\",\"code\":\"rate_limit_exceeded\"}}");
            else a.json(200, ScriptedProvider.OK);
        });

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.body()).isEqualTo(ScriptedProvider.OK);
    }

    @Test
    void aConnectionThatEndsAfterTheRequestWasSentIsNotTriedAgain() {
        rig.provider.answers(ScriptedProvider.Asked::cut);

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("provider_timeout");
        assertThat(Rig.header(answer, "x-should-retry")).isEqualTo("false");
        assertThat(rig.provider.asked()).hasSize(1);
    }

    @Test
    void aKeptConnectionThatClosesWithoutAWordIsReplaced() {
        rig.chat("m");
        rig.provider.answers(a -> {
            if (rig.provider.asked().size() == 2) a.cut();
            else a.json(200, ScriptedProvider.OK);
        });

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rig.provider.asked()).hasSize(3);
    }

    @Test
    void anOutageIsNotMultiplied() {
        rig.provider.answers(a -> a.json(503, "{\"error\":{\"message\":\"overloaded\"}}"));

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 200)
                .mapToObj(i -> rig.postLater("/v1/chat/completions", Rig.completion("m")))
                .toList();

        assertThat(calls).allSatisfy(c -> assertThat(c.join().statusCode()).isEqualTo(503));
        assertThat(rig.provider.asked().size()).isBetween(200, 300);
    }
}
