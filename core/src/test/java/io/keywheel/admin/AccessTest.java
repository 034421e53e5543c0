package io.keywheel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.World.Ask;
import io.keywheel.admin.World.Got;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who may do what on the admin plane. */
class AccessTest {
    @AutoClose
    private final World world = World.begun();

    private static Ask anonymous(String method, String path) {
        return Ask.of(method, path).without("authorization");
    }

    private static Ask bearer(String method, String path, String token) {
        return Ask.of(method, path).with("authorization", "Bearer " + token);
    }

    private Got signIn() throws Exception {
        return world.call("createSession", anonymous("POST", "/session").json("{\"token\":\"" + World.TOKEN + "\"}"));
    }

    private static String cookie(Got got) {
        String cookie = got.cookies().get(0);
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void nothingIsThereWithoutAToken() throws Exception {
        String before = world.snapshot();
        for (var e : World.CONTRACT.rules().entrySet()) {
            if (e.getKey().equals("createSession")) continue;
            String path = e.getValue().path().replace("{id}", "x");
            String method = e.getValue().method().toUpperCase(java.util.Locale.ROOT);
            assertThat(world.call("", anonymous(method, path)).status())
                    .as(e.getKey())
                    .isEqualTo(401);
        }
        assertThat(world.call("", anonymous("GET", "/no-such-path")).status()).isEqualTo(401);
        assertThat(world.snapshot()).isEqualTo(before);
    }

    @Test
    void aTokenIsShownOnceAndDoesWhatItsScopeSays() throws Exception {
        Got made = world.call(
                "createAdminToken", Ask.of("POST", "/tokens/admin").json("{\"name\":\"ops\",\"scope\":\"operate\"}"));
        String token = made.json().getString("token");

        assertThat(made.status()).isEqualTo(201);
        assertThat(token).startsWith("kwa_").hasSizeGreaterThan(40);
        assertThat(world.call("listAdminTokens", Ask.of("GET", "/tokens/admin")).text())
                .doesNotContain(token);
        assertThat(world.call("getPool", bearer("GET", "/pool", token)).status())
                .isEqualTo(200);
        assertThat(world.call("disableKey", bearer("POST", "/keys/conf/disable", token))
                        .status())
                .isEqualTo(200);
        Got forbidden = world.call("", bearer("DELETE", "/keys/conf", token));
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.code()).isEqualTo("insufficient_scope");
    }

    @Test
    void aRevokedTokenOpensNothingAnyMore() throws Exception {
        JsonObject made = world.call(
                        "createAdminToken",
                        Ask.of("POST", "/tokens/admin").json("{\"name\":\"ops\",\"scope\":\"read\"}"))
                .json();

        Got revoked = world.call("revokeAdminToken", Ask.of("DELETE", "/tokens/admin/" + made.getString("id")));

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(world.call("", bearer("GET", "/pool", made.getString("token")))
                        .status())
                .isEqualTo(401);
        assertThat(world.call("", Ask.of("DELETE", "/tokens/admin/" + made.getString("id")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTokenExpires() throws Exception {
        JsonObject made = world.call(
                        "createAdminToken",
                        Ask.of("POST", "/tokens/admin")
                                .json("{\"name\":\"x\",\"scope\":\"read\",\"expiresAt\":\"2026-11-24T11:00:00Z\"}"))
                .json();
        int before =
                world.call("", bearer("GET", "/pool", made.getString("token"))).status();
        world.passes(Duration.ofHours(2));

        int after =
                world.call("", bearer("GET", "/pool", made.getString("token"))).status();

        assertThat(List.of(before, after)).containsExactly(200, 401);
        Got past = world.call(
                "",
                Ask.of("POST", "/tokens/admin")
                        .json("{\"name\":\"x\",\"scope\":\"read\",\"expiresAt\":\"2026-11-24T11:00:00Z\"}"));
        assertThat(past.pointer()).isEqualTo("/expiresAt");
    }

    @Test
    void callerTokensCarryTheirLimits() throws Exception {
        Got made = world.call(
                "createCallerToken",
                Ask.of("POST", "/tokens/caller")
                        .json("{\"name\":\"team\",\"models\":[\"llama-*\"],\"requestsPerMinute\":60}"));

        assertThat(made.json().getString("token")).startsWith("kwc_");
        assertThat(world.call("listCallerTokens", Ask.of("GET", "/tokens/caller"))
                        .text())
                .contains("llama-*");
        assertThat(world.call("", bearer("GET", "/pool", made.json().getString("token")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aBrowserSwapsItsTokenForACookieThatNoScriptReads() throws Exception {
        Got signedIn = signIn();
        Ask look = anonymous("GET", "/session").with("cookie", cookie(signedIn));

        assertThat(signedIn.cookies().get(0))
                .contains("HTTPOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure");
        assertThat(world.call("getSession", look).json().getString("csrfToken"))
                .isEqualTo(signedIn.json().getString("csrfToken"));
    }

    @Test
    void aChangeByCookieNeedsTheSessionsCsrfToken() throws Exception {
        Got signedIn = signIn();
        Ask change = anonymous("POST", "/keys/conf/disable").with("cookie", cookie(signedIn));

        Got without = world.call("", change);
        Got wrong = world.call("", change.with("x-csrf-token", "guess"));
        Got right = world.call("", change.with("x-csrf-token", signedIn.json().getString("csrfToken")));
        Got foreign = world.call(
                "",
                change.with("x-csrf-token", signedIn.json().getString("csrfToken"))
                        .with("origin", "https://evil.example"));

        assertThat(List.of(without.status(), wrong.status(), right.status(), foreign.status()))
                .containsExactly(403, 403, 200, 403);
        assertThat(without.code()).isEqualTo("csrf_token_missing");
        assertThat(foreign.code()).isEqualTo("origin_not_allowed");
    }

    @Test
    void aSessionEndsWhenItIsIdleAndAfterHalfADayAndBySigningOut() throws Exception {
        Got first = signIn();
        Ask look = anonymous("GET", "/pool").with("cookie", cookie(first));
        world.passes(Duration.ofMinutes(29));
        int used = world.call("", look).status();
        world.passes(Duration.ofMinutes(31));
        int idle = world.call("", look).status();
        Got second = signIn();
        Ask again = anonymous("GET", "/pool").with("cookie", cookie(second));
        List<Integer> halfDay = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            world.passes(Duration.ofMinutes(29));
            halfDay.add(world.call("", again).status());
        }
        Got third = signIn();
        Ask out = anonymous("DELETE", "/session")
                .with("cookie", cookie(third))
                .with("x-csrf-token", third.json().getString("csrfToken"));
        world.call("deleteSession", out);

        assertThat(List.of(used, idle)).containsExactly(200, 401);
        assertThat(halfDay.get(0)).isEqualTo(200);
        assertThat(halfDay.get(24)).isEqualTo(401);
        assertThat(world.call("", anonymous("GET", "/pool").with("cookie", cookie(third)))
                        .code())
                .isEqualTo("session_ended");
    }

    @Test
    void aSessionEndsWithItsToken() throws Exception {
        JsonObject made = world.call(
                        "createAdminToken", Ask.of("POST", "/tokens/admin").json("{\"name\":\"x\",\"scope\":\"read\"}"))
                .json();
        Got signedIn = world.call(
                "createSession", anonymous("POST", "/session").json("{\"token\":\"" + made.getString("token") + "\"}"));
        world.call("", Ask.of("DELETE", "/tokens/admin/" + made.getString("id")));

        assertThat(world.call("", anonymous("GET", "/pool").with("cookie", cookie(signedIn)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aSignInLinkOpensOnceAndLeavesTheAddress() throws Exception {
        String link = world.plane.signInLink(Duration.ofMinutes(5));

        Got first = world.ask(anonymous("GET", link));
        Got second = world.ask(anonymous("GET", link));
        String late = world.plane.signInLink(Duration.ofMinutes(5));
        world.passes(Duration.ofMinutes(6));
        Got third = world.ask(anonymous("GET", late));

        assertThat(first.status()).isEqualTo(303);
        assertThat(URI.create(first.headers().get("location")).getQuery()).isNull();
        assertThat(world.call("", anonymous("GET", "/pool").with("cookie", cookie(first)))
                        .status())
                .isEqualTo(200);
        assertThat(second.cookies()).isEmpty();
        assertThat(third.cookies()).isEmpty();
    }

    @Test
    void guessesBecomeSlowAndTheRightTokenAlwaysWorks() throws Exception {
        List<Future<Got>> guesses = new ArrayList<>();
        for (int i = 0; i < 60; i++)
            guesses.add(world.send(bearer("GET", World.API + "/pool", "wrong-token-number-" + i)));
        List<Future<Got>> rights = new ArrayList<>();
        for (int i = 0; i < 20; i++) rights.add(world.send(Ask.of("GET", World.API + "/pool")));
        World.get(Future.all(rights));
        World.get(Future.all(guesses));

        assertThat(rights.stream().map(f -> f.result().status())).containsOnly(200);
        assertThat(guesses.stream().map(f -> f.result().status()).distinct()).containsExactlyInAnyOrder(401, 429);
        assertThat(guesses.stream().filter(f -> f.result().status() == 401)).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aForeignHostIsTurnedAwayWithAProblem() throws Exception {
        Got got = world.call("", Ask.of("GET", "/pool").with("host", "evil.example"));

        assertThat(got.status()).isEqualTo(421);
        assertThat(got.code()).isEqualTo("wrong_host");
    }
}
