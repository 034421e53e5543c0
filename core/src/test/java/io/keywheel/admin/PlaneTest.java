package io.keywheel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.World.Ask;
import io.keywheel.admin.World.Got;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rest of the admin API, and how it speaks HTTP. */
class PlaneTest {
    @AutoClose
    private final World world = World.begun();

    @ParameterizedTest
    @CsvSource({
        "getPool,GET,/pool",
        "getUsage,GET,/usage?by=model&step=1h",
        "getLanes,GET,/lanes",
        "listRequests,GET,/requests?failed=false&key=conf",
        "getRequest,GET,/requests/kw-1",
        "listEvents,GET,/events",
        "listMembers,GET,/members",
        "getConfig,GET,/config",
        "getSettings,GET,/settings",
        "listAudit,GET,/audit",
        "listAdminTokens,GET,/tokens/admin",
        "listCallerTokens,GET,/tokens/caller",
        "getSession,GET,/session",
        "reload,POST,/reload?dryRun=true",
        "listKeys,GET,/keys?state=ready&provider=groq",
        "getKey,GET,/keys/conf",
        "exportKeys,GET,/keys/export"
    })
    void whatCanBeReadAnswersAsTheContractSays(String operation, String method, String path) throws Exception {
        assertThat(world.call(operation, Ask.of(method, path)).status()).isEqualTo(200);
    }

    @Test
    void explainSaysWhichKeyWouldServe() throws Exception {
        Got got = world.call("explainRoute", Ask.of("POST", "/route/explain").json("{\"model\":\"m\"}"));
        Got unknown = world.call(
                "explainRoute", Ask.of("POST", "/route/explain").json("{\"model\":\"m\",\"provider\":\"other\"}"));

        assertThat(got.json().getString("key")).startsWith("groq-");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().getString("hint")).contains("groq");
    }

    @Test
    void settingsAreChangedByVersion() throws Exception {
        Ask patch = Ask.of("PATCH", "/settings")
                .json(
                        "{\"poolBelow\":2,\"webhooks\":[{\"url\":\"https://hooks.example/x\",\"secret\":\"hook0secret0for0tests\"}]}");

        Got without = world.call("patchSettings", patch);
        Got right = world.call("patchSettings", patch.with("if-match", "\"r1\""));
        Got scheme = world.call(
                "patchSettings",
                Ask.of("PATCH", "/settings")
                        .json("{\"webhooks\":[{\"url\":\"file:///etc/passwd\"}]}")
                        .with("if-match", "\"r2\""));

        assertThat(without.status()).isEqualTo(428);
        assertThat(right.json().getInteger("poolBelow")).isEqualTo(2);
        assertThat(right.text()).doesNotContain("hook0secret");
        assertThat(scheme.pointer()).isEqualTo("/webhooks/0/url");
    }

    @Test
    void resealingIsAnOperation() throws Exception {
        Got got = world.call("reseal", Ask.of("POST", "/master-key/reseal"));

        assertThat(got.status()).isEqualTo(202);
    }

    @Test
    void aWrongMethodNamesTheRightOnes() throws Exception {
        Got got = world.call("", Ask.of("DELETE", "/keys/import"));

        assertThat(got.status()).isEqualTo(405);
        assertThat(got.headers()).containsEntry("allow", "OPTIONS, POST");
        assertThat(world.call("", Ask.of("OPTIONS", "/keys/x")).headers())
                .containsEntry("allow", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
    }

    @Test
    void headAnswersAsGetWithoutABody() throws Exception {
        Got got = world.call("", Ask.of("HEAD", "/keys/conf"));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.headers()).containsKey("etag");
        assertThat(got.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing,404,not_found",
        "/keys?limit=0,400,invalid_parameter",
        "/keys?limit=1&limit=2,400,invalid_parameter",
        "/keys?limt=1,400,unknown_parameter",
        "/keys?cursor=AAAA,400,invalid_parameter",
        "/keys?state=happy,400,invalid_parameter",
        "/keys/UPPER,400,invalid_parameter",
        "/keys/%zz,400,invalid_parameter",
        "/keys/a%2fb,400,invalid_parameter",
        "/keys/,404,not_found",
        "/usage?from=yesterday,400,invalid_parameter",
        "/usage?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,400,invalid_parameter",
        "/requests?failed=maybe,400,invalid_parameter",
        "/requests/none,404,not_found",
        "/operations/none,404,not_found",
        "/keys?provider=a%00b,400,invalid_parameter",
        "/usage?to=+999999999-01-01T00:00:00Z,400,invalid_parameter"
    })
    void oddAddressesAreProblems(String path, int status, String code) throws Exception {
        Got got = world.call("", Ask.of("GET", path));

        assertThat(got.status()).isEqualTo(status);
        assertThat(got.code()).isEqualTo(code);
    }

    @Test
    void bodiesAreBoundedAndTyped() throws Exception {
        Ask ask = Ask.of("POST", "/keys");

        Got large = world.call("", ask.text("application/json", Buffer.buffer(" ".repeat((1 << 20) + 1))));
        Got type = world.call("", ask.text("text/html", Buffer.buffer("{}")));
        Got charset = world.call("", ask.text("application/json; charset=utf-16", Buffer.buffer("{}")));
        Got none = world.call("", ask);
        Got packed = world.call("", ask.json("{}").with("content-encoding", "gzip"));
        Got bytes = world.call("", ask.text("application/json", Buffer.buffer(new byte[] {'"', (byte) 0xff, '"'})));
        Got deep = world.call("", ask.json("[".repeat(5_000)));
        Got unexpected = world.call("", Ask.of("POST", "/reload").json("{\"a\":1}"));

        assertThat(List.of(large, type, charset, none, packed, bytes, deep, unexpected).stream()
                        .map(Got::status)
                        .toList())
                .containsExactly(413, 415, 415, 415, 415, 400, 400, 400);
        assertThat(large.code()).isEqualTo("body_too_large");
    }

    @Test
    void theContractIsServedAndShown() throws Exception {
        Got contract = world.ask(Ask.of("GET", "/openapi.json"));
        Got docs = world.ask(Ask.of("GET", "/docs/"));

        assertThat(new JsonObject(contract.text()).getString("openapi")).isEqualTo("3.1.0");
        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.text()).contains("docs.js").doesNotContain("http://", "https://", "style=", "onclick");
        assertThat(docs.headers().get("content-security-policy")).contains("default-src 'self'");
        for (String part : List.of("/docs/docs.js", "/docs/docs.css"))
            assertThat(world.ask(Ask.of("GET", part)).status()).isEqualTo(200);
        assertThat(world.ask(Ask.of("GET", "/docs")).headers()).containsEntry("location", "docs/");
    }

    @Test
    void manyAnswersAtOnceAllHaveAnIdOfTheirOwn() throws Exception {
        List<io.vertx.core.Future<Got>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) all.add(world.send(Ask.of("GET", World.API + "/pool")));
        World.get(io.vertx.core.Future.all(all));

        assertThat(all.stream()
                        .map(f -> f.result().headers().get("x-keywheel-request"))
                        .distinct())
                .hasSize(200);
        assertThat(all.stream().map(f -> f.result().status())).containsOnly(200);
    }

    @Test
    void anAbsentPortIsSaidToBe() throws Exception {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Absent.of(Runnable.class).run())
                .isInstanceOf(Absent.NotHere.class);
    }
}
