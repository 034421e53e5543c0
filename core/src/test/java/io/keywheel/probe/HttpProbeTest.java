package io.keywheel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.config.Settings.Upstreams;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.ProbeTurns;
import io.keywheel.pool.Secret;
import io.keywheel.provider.Probe.Proof;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Providers;
import io.keywheel.upstream.Origin;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What providers answer to a probe, over real HTTP. */
class HttpProbeTest {
    private static final String SECRET = "gsk_not_a_real_key_0";
    private static final Vertx VERTX = Vertx.vertx();

    private final ProbedProvider provider = new ProbedProvider(VERTX);

    @AfterAll
    static void close() {
        ProbedProvider.get(VERTX.close());
    }

    @AfterEach
    void providerCloses() {
        provider.close();
    }

    private Answer probe(String name, Consumer<HttpServerRequest> script) {
        provider.answers(script);
        return probe(name, provider.baseUrl());
    }

    private static Answer probe(String name, String baseUrl) {
        Provider probed = Providers.at(name, URI.create(baseUrl));
        Upstreams upstreams = new Upstreams(Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(2));
        Means means = new Means(ProbeTurns.ALONE, InstantSource.system(), new Pace(1, 1, 1, 1_000, 1));
        HttpProbe probe = new HttpProbe(
                probed,
                new HttpProbe.Way(VERTX.createHttpClient(), Origin.of(probed, upstreams, Optional.empty())),
                means);
        PoolKey key = PoolKey.configured(name, "KEY", new Secret(SECRET), "test");
        return probe.ask(key)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static void page(HttpServerRequest request, int status) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/html")
                .end("<!DOCTYPE html><html><body>Sign in to this network</body></html>");
    }

    @Test
    void aRefusedKeyIsDead() {
        Answer answer = probe("groq", ProbedProvider::rejects);

        assertThat(answer.proof()).isEqualTo(Proof.DEAD);
        assertThat(answer.words()).isEqualTo("HTTP 401 invalid_api_key");
    }

    @Test
    void aKeyThatGetsTheListLives() {
        assertThat(probe("groq", ProbedProvider::accepts).proof()).isEqualTo(Proof.ALIVE);
    }

    @Test
    void theKeyTravelsAsTheDialectWantsIt() {
        probe("groq", ProbedProvider::accepts);
        HttpServerRequest ofGroq = provider.asked("/models").get(0);
        probe("anthropic", ProbedProvider::accepts);
        HttpServerRequest ofAnthropic = provider.asked("/models").get(1);

        assertThat(ofGroq.method().name() + " " + ofGroq.uri()).isEqualTo("GET /openai/v1/models");
        assertThat(ofGroq.getHeader("authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(ofAnthropic.getHeader("x-api-key")).isEqualTo(SECRET);
        assertThat(ofAnthropic.getHeader("authorization")).isNull();
        assertThat(ofAnthropic.getHeader("anthropic-version")).isEqualTo("2023-06-01");
    }

    @Test
    void aListLongerThanIsReadProvesTheKeyAllTheSame() {
        String item = "{\"id\":\"model\",\"object\":\"model\",\"error\":null},";
        String list = "{\"object\":\"list\",\"data\":[" + item.repeat(10_000) + "{}]}";

        assertThat(probe("together", r -> ProbedProvider.say(r, 200, list)).proof())
                .isEqualTo(Proof.ALIVE);
    }

    @Test
    void anEndlessListIsReadNoFurtherThanItDecides() {
        Answer answer = probe("groq", r -> {
            r.response().setChunked(true).putHeader("content-type", "application/json");
            r.response().write("{\"data\":[" + "{},".repeat(40_000));
        });

        assertThat(answer.proof()).isEqualTo(Proof.ALIVE);
    }

    @Test
    void aPageInPlaceOfTheListProvesNothing() {
        Answer answer = probe("groq", r -> page(r, 200));

        assertThat(answer).isEqualTo(Answer.nothing("HTTP 200 without JSON"));
    }

    @Test
    void aPageThatForbidsIsABlockOfThisAddress() {
        assertThat(probe("groq", r -> page(r, 403)).proof()).isEqualTo(Proof.NOTHING);
    }

    @Test
    void anErrorInsideA200IsHeard() {
        Answer answer = probe(
                "groq",
                r -> ProbedProvider.say(r, 200, "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"no\"}}"));

        assertThat(answer.proof()).isEqualTo(Proof.DEAD);
    }

    @Test
    void aFailureOfTheProviderProvesNothing() {
        Answer answer =
                probe("groq", r -> ProbedProvider.say(r, 500, "{\"error\":{\"message\":\"Internal Server Error\"}}"));

        assertThat(answer.proof()).isEqualTo(Proof.NOTHING);
        assertThat(answer.words()).isEqualTo("HTTP 500");
    }

    @Test
    void aLimitProvesNothingAndItsWaitIsTold() {
        Answer answer = probe("groq", r -> {
            r.response().putHeader("retry-after", "120");
            ProbedProvider.say(r, 429, "{\"error\":{\"message\":\"Too many\",\"code\":\"rate_limit_exceeded\"}}");
        });

        assertThat(answer.proof()).isEqualTo(Proof.NOTHING);
        assertThat(answer.waitMillis()).hasValue(120_000);
    }

    @Test
    void aSlowProviderProvesNothing() {
        Answer answer = probe("groq", r -> {});

        assertThat(answer).isEqualTo(Answer.nothing("no answer within 1 s"));
    }

    @Test
    void aBodyThatNeverEndsProvesNothing() {
        Answer answer = probe("groq", r -> {
            r.response().setStatusCode(401).setChunked(true).putHeader("content-type", "application/json");
            r.response().write("{\"error\":");
        });

        assertThat(answer).isEqualTo(Answer.nothing("no answer within 1 s"));
    }

    @Test
    void aConnectionThatIsCutProvesNothing() {
        Answer answer = probe("groq", r -> r.connection().close());

        assertThat(answer.proof()).isEqualTo(Proof.NOTHING);
        assertThat(answer.words()).startsWith("the connection ended without an answer");
    }

    @Test
    void aProviderThatIsNotThereProvesNothing() {
        String gone = provider.baseUrl();
        provider.close();

        Answer answer = probe("groq", gone);

        assertThat(answer.proof()).isEqualTo(Proof.NOTHING);
        assertThat(answer.words()).endsWith("refused the connection");
    }

    @Test
    void aRedirectIsNotFollowed() {
        Answer answer = probe(
                "groq",
                r -> r.response()
                        .setStatusCode(302)
                        .putHeader("location", "/elsewhere")
                        .end());

        assertThat(answer.proof()).isEqualTo(Proof.NOTHING);
        assertThat(provider.asked("/elsewhere")).isEmpty();
    }

    @Test
    void aProviderThatRepeatsTheKeyDoesNotMakeUsRepeatIt() {
        Answer answer = probe(
                "groq", r -> ProbedProvider.say(r, 401, "{\"error\":{\"code\":\"no such key: " + SECRET + "\"}}"));

        assertThat(answer.proof()).isEqualTo(Proof.DEAD);
        assertThat(answer.words()).doesNotContain(SECRET);
    }
}
