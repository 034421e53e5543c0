package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.tls.PemPair;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings behind a URL, from a real server on this machine. */
class HttpSourceTest {
    private static final String KEY = "{\"providers\": {\"groq\": {\"apiKey\": \"gsk_fake_http\"}}}";

    @RegisterExtension
    final Given given = new Given();

    @RegisterExtension
    final ServerHere server = new ServerHere();

    private void source(String further) {
        given.file(
                "keywheel.yaml",
                "sources: [{type: http, name: web, url: '" + server.url() + "/a.json?x=1'" + further + "}]");
    }

    @Test
    void aDocumentIsAskedForWithTheToken() {
        server.answers(200, KEY);
        given.file("token.txt", "fake-token-of-a-test\n");
        source(", tokenFile: token.txt");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_http");
        assertThat(server.asked())
                .singleElement()
                .matches(asked -> asked.uri().equals("/a.json?x=1")
                        && asked.authorization().equals("Bearer fake-token-of-a-test"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.answers(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", server.url() + "/elsewhere.json")
                .end());
        source("");

        assertThat(given.mistakes())
                .containsExactly("web (" + server.url() + "/a.json): it redirects (HTTP 302), and that is not followed."
                        + " Give its last address.");
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, Check its token.", "403, Check what its token may read.", "404, Check its address and key."})
    void aRefusalEndsTheStart(int status, String mend) {
        server.answers(status, "fake-secret-in-an-error");
        source("");

        assertThat(given.mistakes())
                .containsExactly("web (" + server.url() + "/a.json): it answered HTTP " + status + ". " + mend);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void anOutageDoesNot(int status) {
        server.answers(status, "");
        source("");

        assertThat(given.settings().keyCount()).isZero();
    }

    @Test
    void nothingThatListensIsNoReasonNotToStart() {
        source("");
        server.close();

        assertThat(given.settings().keyCount()).isZero();
    }

    @Test
    void whatIsNoJsonIsNamedWithItsLine() {
        server.answers(200, "{\n  \"port\": 1,\n  oops\n}");
        source("");

        assertThat(given.mistakes())
                .containsExactly(
                        "web (" + server.url() + "/a.json line 3): it is not JSON from there on." + " Mend that line.");
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        server.answers(request -> request.response().end(Buffer.buffer(new byte[LocalFile.LARGEST + 1])));
        source("");

        assertThat(given.mistakes()).singleElement().asString().contains("it is larger than 1 MiB");
    }

    @Test
    void aServerElsewhereCannotNameFilesOfThisMachine() {
        server.answers(200, "{\"providers\": {\"groq\": {\"apiKeyFile\": \"/etc/hostname\"}}}");
        source("");

        assertThat(given.mistakes()).singleElement().asString().contains("names no files of this machine");
    }

    @Test
    void overTlsItsAuthorityMustBeTrusted() {
        PemPair own = PemPair.named("localhost");
        own.write(given.directory());
        HttpServerOptions tls = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(own.certificate()))
                        .setKeyValue(Buffer.buffer(own.key())));
        ServerHere secure = new ServerHere(tls);
        secure.answers(200, KEY);
        String url = "https://localhost:" + secure.port() + "/a.json";

        given.file("keywheel.yaml", "sources: [{type: http, url: '" + url + "'}]");
        assertThat(given.mistakes()).singleElement().asString().contains("its certificate is not trusted");
        given.file("keywheel.yaml", "sources: [{type: http, url: '" + url + "', ca: cert.pem}]");
        assertThat(given.secrets("groq")).containsExactly("gsk_fake_http");
        given.file("keywheel.yaml", "upstream: {ca: cert.pem}\nsources: [{type: http, url: '" + url + "'}]");
        assertThat(given.secrets("groq")).containsExactly("gsk_fake_http");
        secure.close();
    }
}
