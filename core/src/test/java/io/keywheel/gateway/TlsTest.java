package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.keywheel.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Over TLS, straight and through a proxy: only to who the provider is by name, date and issuer, and with connections used again. */
class TlsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(ProviderLog.class);

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static Vertx vertx;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void makeCertificates() {
        certificates = Certificates.in(folder);
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        Futures.get(vertx.close());
    }

    @BeforeEach
    void listen() {
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(log);
    }

    private static ScriptedProvider provider(String certificate) {
        return new ScriptedProvider(vertx, certificates.server(certificate));
    }

    private static Settings.Upstreams trusting(Optional<URI> proxy, String... noProxy) {
        return new Settings.Upstreams(
                Optional.of(certificates.authority()), proxy, List.of(noProxy), Duration.ofSeconds(5));
    }

    private static Plane plane(ScriptedProvider provider, Settings.Upstreams upstreams) {
        Settings s = Rig.settings(provider.baseUrl(), Rig.KEYS);
        return new Plane(new Settings(
                s.dataPlane(),
                s.adminPlane(),
                s.providers(),
                s.defaultProvider(),
                s.routes(),
                s.limits(),
                upstreams,
                s.chat(),
                s.cluster(),
                s.storage(),
                s.logFormat(),
                s.logLevel(),
                s.warnings()));
    }

    private static URI proxy(String userInfo, int port) {
        return URI.create("http://" + (userInfo.isEmpty() ? "" : userInfo + "@") + "127.0.0.1:" + port);
    }

    private static HttpResponse<String> models(Plane plane) {
        return plane.send(plane.request("/v1/models").GET().build());
    }

    @Test
    void aProviderOfAnOwnAuthorityIsTrustedAndItsConnectionUsedAgain() {
        try (ScriptedProvider provider = provider("good");
                Plane plane = plane(provider, trusting(Optional.empty()))) {
            HttpResponse<String> first = plane.chat("m");
            HttpResponse<String> second = plane.chat("m");

            assertThat(first.body()).isEqualTo(ScriptedProvider.OK);
            assertThat(second.body()).isEqualTo(ScriptedProvider.OK);
            assertThat(provider.connections()).isEqualTo(1);
            plane.assertNobodyIsBlamed();
        }
    }

    @Test
    void aStreamAndAFailoverPassOverTlsToo() {
        try (ScriptedProvider provider = provider("good");
                Plane plane = plane(provider, trusting(Optional.empty()))) {
            provider.answers(a -> {
                if (a.key().equals(Rig.KEYS.get(0))) a.json(429, ScriptedProvider.rateLimit("9s"));
                else a.stream().end(ScriptedProvider.lastChunk());
            });

            HttpResponse<String> answer = plane.post("/v1/chat/completions", Rig.streamed("m"));

            assertThat(answer.body()).isEqualTo(ScriptedProvider.lastChunk());
            assertThat(provider.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "misnamed | No subject alternative DNS name matching localhost found",
                "expired  | NotAfter:",
                "good     | unable to find valid certification path"
            })
    void whoIsNotTheProviderIsSentNothingAndTheLogSaysWhy(String certificate, String reason) {
        boolean known = !certificate.equals("good");
        Settings.Upstreams upstreams = known
                ? trusting(Optional.empty())
                : new Settings.Upstreams(Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(5));
        try (ScriptedProvider provider = provider(certificate);
                Plane plane = plane(provider, upstreams)) {
            HttpResponse<String> answer = plane.chat("m");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("provider_unavailable", "is not trusted", reason);
            assertThat(log.list.get(0).getFormattedMessage())
                    .startsWith("Provider groq failed: localhost:" + provider.port() + " is not trusted: ")
                    .contains(reason);
            assertThat(models(plane).statusCode()).isEqualTo(502);
            assertThat(provider.asked()).isEmpty();
            plane.assertNobodyIsBlamed();
        }
    }

    @ParameterizedTest
    @CsvSource({"'',''", "user:p%40ss:word,user:p@ss:word"})
    void aProxyTunnelsAndTheConnectionIsUsedAgain(String inUrl, String wanted) {
        try (ScriptedProvider provider = provider("good");
                TunnelProxy proxy = new TunnelProxy(wanted);
                Plane plane = plane(provider, trusting(Optional.of(proxy(inUrl, proxy.port()))))) {
            HttpResponse<String> first = plane.chat("m");
            plane.chat("m");

            assertThat(first.body()).isEqualTo(ScriptedProvider.OK);
            assertThat(proxy.targets()).containsExactly("localhost:" + provider.port());
        }
    }

    @Test
    void theListOfModelsIsAUnionOverTlsAndThroughTheProxy() {
        try (ScriptedProvider provider = provider("good");
                TunnelProxy proxy = new TunnelProxy("u:p");
                Plane plane = plane(provider, trusting(Optional.of(proxy("u:p", proxy.port()))))) {
            provider.answers(a -> a.json(
                    200,
                    "{\"object\":\"list\",\"data\":[{\"id\":\"all\"},{\"id\":\"m" + Rig.KEYS.indexOf(a.key())
                            + "\"}]}"));

            JsonObject list = new JsonObject(models(plane).body());

            assertThat(list.getJsonArray("data").stream().map(m -> ((JsonObject) m).getString("id")))
                    .containsExactlyInAnyOrder("all", "m0", "m1", "m2");
            assertThat(proxy.targets()).isNotEmpty().containsOnly("localhost:" + provider.port());
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost", "LocalHost", ".localhost", "*"})
    void aHostOfNoProxyIsReachedDirectly(String noProxy) {
        try (ScriptedProvider provider = provider("good");
                TunnelProxy proxy = new TunnelProxy("");
                Plane plane = plane(provider, trusting(Optional.of(proxy("", proxy.port())), noProxy))) {
            HttpResponse<String> answer = plane.chat("m");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(proxy.targets()).isEmpty();
        }
    }

    @Test
    void theProvidersCertificateIsCheckedBehindAProxyToo() {
        try (ScriptedProvider provider = provider("misnamed");
                TunnelProxy proxy = new TunnelProxy("");
                Plane plane = plane(provider, trusting(Optional.of(proxy("", proxy.port()))))) {
            assertThat(plane.chat("m").body()).contains("is not trusted", "matching localhost");
            assertThat(provider.asked()).isEmpty();
        }
    }

    @Test
    void aProxyThatWantsAnotherPasswordIsNamedButNotThePassword() {
        try (ScriptedProvider provider = provider("good");
                TunnelProxy proxy = new TunnelProxy("user:right");
                Plane plane = plane(provider, trusting(Optional.of(proxy("user:fake-wrong", proxy.port()))))) {
            HttpResponse<String> answer = plane.chat("m");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body())
                    .contains("the proxy 127.0.0.1:" + proxy.port(), "407")
                    .doesNotContain("fake");
            assertThat(log.list.get(0).getFormattedMessage()).contains("407").doesNotContain("fake");
            plane.assertNobodyIsBlamed();
        }
    }

    @Test
    void aProxyThatIsDownIsNamed() {
        int port;
        try (TunnelProxy proxy = new TunnelProxy("")) {
            port = proxy.port();
        }
        try (ScriptedProvider provider = provider("good");
                Plane plane = plane(provider, trusting(Optional.of(proxy("", port))))) {
            HttpResponse<String> answer = plane.chat("m");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("through the proxy 127.0.0.1:" + port, "refused the connection");
            plane.assertNobodyIsBlamed();
        }
    }
}
