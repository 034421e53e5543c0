package io.keywheel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.World.Ask;
import io.keywheel.admin.World.Got;
import io.keywheel.admin.port.KeyChange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts and operators do with keys over HTTP. */
class KeysApiTest {
    private static final String SECRET = "gsk_made0up0for0tests0000000000000A";

    @AutoClose
    private final World world = World.begun();

    private static String body(String secret, String more) {
        return "{\"provider\":\"groq\",\"secret\":\"" + secret + "\"" + more + "}";
    }

    private Got create(String id, String secret) throws Exception {
        return world.call("createKey", Ask.of("POST", "/keys").json(body(secret, ",\"id\":\"" + id + "\"")));
    }

    private Got get(String id) throws Exception {
        return world.call("getKey", Ask.of("GET", "/keys/" + id));
    }

    @Test
    void anAddedKeyIsShownMaskedWithItsTagAndItsPlace() throws Exception {
        Got made = create("extra", SECRET);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers()).containsEntry("etag", "\"r1\"").containsEntry("location", "/admin/v1/keys/extra");
        assertThat(made.headers()).containsKey("x-keywheel-request").containsEntry("cache-control", "no-store");
        assertThat(made.json().getString("masked")).isEqualTo("gsk_…0A");
        assertThat(made.text()).doesNotContain(SECRET);
    }

    @Test
    void theSameSecretTwiceIsRefusedByTheNameOfTheOther() throws Exception {
        create("extra", SECRET);

        Got again = create("twin", SECRET);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("duplicate_secret");
        assertThat(again.json().getString("detail")).contains("extra");
    }

    @Test
    void aMaskIsNoSecret() throws Exception {
        Got got = create("mask", create("extra", SECRET).json().getString("masked"));

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.code()).isEqualTo("masked_secret");
        assertThat(got.pointer()).isEqualTo("/secret");
        assertThat(got.headers().get("content-type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"provider\":\"groq\"}|invalid_field|/secret|secret is missing.",
                "{\"secret\":\"gsk_made0up0for0tests\",\"provider\":5}|invalid_field|/provider|provider must be of type string.",
                "{\"secret\":\"gsk_made0up0for0tests\",\"provider\":\"groq\",\"x\":1}|invalid_field|/x|x is not known here.",
                "{\"secret\":\"gsk_made0up0for0tests\",\"provider\":\"groq\",\"weight\":0}|invalid_field|/weight|weight must be at least 1.",
                "{\"secret\":\"gsk_made0up0for0tests\",\"provider\":\"groq\",\"id\":\"import\"}|invalid_field|/id|id is reserved.",
                "{\"secret\":\"gsk_made0up0for0tests\",\"provider\":\"nobody\"}|unknown_provider|/provider|No such provider is configured.",
                "{\"secret\":\"gsk_made0up0for0tests\",\"provider\":\"groq\",\"label\":\"a gsk_made0up0for0tests\"}|secret_in_open|/label|label holds the secret, and anybody may see it.",
                "{\"secret\":\"gsk_made0up0for0tests\",\"provider\":\"groq\",\"label\":\"a\\u202eb\"}|unprintable_text|/label|There is a control character, or one that turns or hides text.",
                "{\"secret\":\"gsk_made0up0for0tests\",|malformed_json||The body is not JSON: it ends too early at line 1, column 35.",
                "{\"secret\":\"a\",\"secret\":\"b\"}|malformed_json||The body is not JSON: a field stands there twice at line 1, column 23.",
                "[]|invalid_field|''|The body must be of type object.",
            })
    void whatIsWrongIsSaidWithItsPlaceAndItsMend(String sent, String code, String pointer, String detail)
            throws Exception {
        Got got = world.call("createKey", Ask.of("POST", "/keys").json(sent));

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().getString("detail")).isEqualTo(detail);
        assertThat(got.code()).isEqualTo(code);
        assertThat(got.pointer()).isEqualTo(pointer);
        assertThat(got.json().getString("hint")).isNotEmpty();
        assertThat(got.text()).doesNotContain("gsk_made");
    }

    @Test
    void aChangeSaysWhichVersionItIsMeantFor() throws Exception {
        create("extra", SECRET);
        Ask patch = Ask.of("PATCH", "/keys/extra").json("{\"label\":\"renamed\",\"weight\":2}");

        Got without = world.call("patchKey", patch);
        Got stale = world.call("patchKey", patch.with("if-match", "\"stale-000\""));
        Got weak = world.call("patchKey", patch.with("if-match", "W/\"r1\""));
        Got right = world.call("patchKey", patch.with("if-match", "\"r1\""));

        assertThat(List.of(without.status(), stale.status(), weak.status(), right.status()))
                .containsExactly(428, 412, 412, 200);
        assertThat(stale.headers()).containsEntry("etag", "\"r1\"");
        assertThat(right.json().getString("label")).isEqualTo("renamed");
        assertThat(right.json().getInteger("weight")).isEqualTo(2);
        assertThat(right.headers()).containsEntry("etag", "\"r2\"");
    }

    @Test
    void aKeyLeavesItsQuotaGroupByNull() throws Exception {
        world.call("createKey", Ask.of("POST", "/keys").json(body(SECRET, ",\"id\":\"g\",\"quotaGroup\":\"org-a\"")));

        Got got = world.call(
                "patchKey",
                Ask.of("PATCH", "/keys/g").json("{\"quotaGroup\":null}").with("if-match", "\"r1\""));

        assertThat(got.json().getString("quotaGroupSource")).isEqualTo("own");
    }

    @Test
    void puttingTwiceMakesOneKey() throws Exception {
        Ask put = Ask.of("PUT", "/keys/by-put").json(body(SECRET, ",\"label\":\"put\""));

        Got first = world.call("putKey", put);
        Got second = world.call("putKey", put);
        Got onlyNew = world.call("putKey", put.with("if-none-match", "*"));

        assertThat(List.of(first.status(), second.status(), onlyNew.status())).containsExactly(201, 200, 412);
        assertThat(second.headers()).containsEntry("etag", "\"r1\"");
    }

    @Test
    void aConfiguredKeyIsRemovedAtItsSource() throws Exception {
        Got got = world.call("deleteKey", Ask.of("DELETE", "/keys/conf"));

        assertThat(got.status()).isEqualTo(409);
        assertThat(got.code()).isEqualTo("belongs_to_source");
        assertThat(got.text()).contains("environment", "GROQ_API_KEY");
    }

    @Test
    void aRemovalCanBeTakenBackForAsLongAsWasSaid() throws Exception {
        create("extra", SECRET);

        Got removed = world.call("deleteKey", Ask.of("DELETE", "/keys/extra?after=10s"));
        int gone = get("extra").status();
        Got restored = world.call("restoreKey", Ask.of("POST", "/keys/extra/restore"));
        Got again = world.call("restoreKey", Ask.of("POST", "/keys/extra/restore"));

        assertThat(List.of(removed.status(), gone, restored.status(), again.status()))
                .containsExactly(200, 404, 200, 409);
        assertThat(world.call("deleteKey", Ask.of("DELETE", "/keys/extra")).status())
                .isEqualTo(204);
    }

    @Test
    void everyEndOfAChangeHasItsAnswer() throws Exception {
        create("extra", SECRET);
        record End(KeyChange change, int status, String code) {}
        List<End> ends = List.of(
                new End(new KeyChange.StoreUnavailable(false), 503, "store_unavailable"),
                new End(new KeyChange.Exists("x", false), 409, "key_exists"),
                new End(new KeyChange.OtherProvider("x", "openai"), 409, "other_provider"),
                new End(new KeyChange.NotRestorable("x"), 409, "not_restorable"),
                new End(new KeyChange.Stale(Optional.empty()), 412, "stale_version"));
        for (End end : ends) {
            world.keys.next = Optional.of(end.change);
            Got got = world.call("disableKey", Ask.of("POST", "/keys/extra/disable?force=true"));
            assertThat(got.status()).isEqualTo(end.status);
            assertThat(got.code()).isEqualTo(end.code);
        }
        world.keys.next = Optional.of(new KeyChange.Accepted(Optional.empty(), List.of("10.0.0.2:5701")));
        Got unconfirmed = world.call("disableKey", Ask.of("POST", "/keys/extra/disable"));
        assertThat(unconfirmed.status()).isEqualTo(202);
        assertThat(unconfirmed.json().getJsonArray("missing")).containsExactly("10.0.0.2:5701");
    }

    @Test
    void keysAreTestedEnabledDisabledAndRecovered() throws Exception {
        assertThat(world.call("disableKey", Ask.of("POST", "/keys/conf/disable"))
                        .json()
                        .getString("state"))
                .isEqualTo("disabled");
        assertThat(world.call("enableKey", Ask.of("POST", "/keys/conf/enable"))
                        .json()
                        .getString("state"))
                .isEqualTo("ready");
        assertThat(world.call("recoverKey", Ask.of("POST", "/keys/conf/recover"))
                        .status())
                .isEqualTo(200);
        assertThat(world.call("testKey", Ask.of("POST", "/keys/conf/test"))
                        .json()
                        .getBoolean("accepted"))
                .isTrue();
        assertThat(world.call("testKeys", Ask.of("POST", "/keys/test").json(body(SECRET, "")))
                        .status())
                .isEqualTo(200);
        Got all = world.call("testKeys", Ask.of("POST", "/keys/test").json("{\"all\":true}"));
        assertThat(all.status()).isEqualTo(202);
        assertThat(world.call("testKey", Ask.of("POST", "/keys/nobody/test")).status())
                .isEqualTo(404);
    }

    @Test
    void anImportSaysWhatBecameOfEachLine() throws Exception {
        String text = String.join(
                "\n",
                "gsk_import0line0number0one",
                "# a comment",
                "gsk_import0line0number0two",
                "gsk_import0line0number0one",
                "not a key at all \u0000");
        Ask ask = Ask.of("POST", "/keys/import?provider=groq").text("text/plain", Buffer.buffer(text));
        String before = world.snapshot();

        Got dry =
                world.call("importKeys", new Ask(ask.method(), ask.path() + "&dryRun=true", ask.headers(), ask.body()));
        String between = world.snapshot();
        Got real = world.call("importKeys", ask);

        assertThat(between).isEqualTo(before);
        assertThat(dry.json().getInteger("invalid")).isEqualTo(1);
        assertThat(real.json().getInteger("added")).isEqualTo(2);
        assertThat(real.json().getJsonArray("lines").stream()
                        .map(l -> ((JsonObject) l).getInteger("line") + ((JsonObject) l).getString("result")))
                .containsExactly("1added", "3added", "4duplicate", "5invalid");
        assertThat(real.text()).doesNotContain("gsk_import0line");
    }

    @Test
    void aLongImportReportsItsProgress() throws Exception {
        String text = IntStream.range(0, 5_000)
                .mapToObj("groq,gsk_many0keys0imported0%06d"::formatted)
                .collect(Collectors.joining("\n", "provider,secret\n", "\n"));

        Got begun = world.call(
                "importKeys", Ask.of("POST", "/keys/import").text("text/csv; charset=utf-8", Buffer.buffer(text)));
        Ask ask = Ask.of("GET", begun.headers().getOrDefault("location", "").substring(World.API.length()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> world.call("getOperation", ask)
                        .json()
                        .getString("state")
                        .equals("succeeded"));

        assertThat(begun.status()).isEqualTo(202);
        JsonObject operation = world.call("getOperation", ask).json();
        assertThat(operation.getInteger("done")).isEqualTo(5_000);
        assertThat(operation.getJsonObject("result").getInteger("added")).isEqualTo(5_000);
    }

    @Test
    void exportsHoldNoSecret() throws Exception {
        create("extra", SECRET);

        Got got = world.call("exportKeys", Ask.of("GET", "/keys/export"));

        assertThat(got.json().getJsonArray("items")).hasSize(2);
        assertThat(got.text()).doesNotContain(SECRET).contains("gsk_…");
    }

    @Test
    void pagesStayRightWhenKeysComeAndGo() throws Exception {
        for (String id : List.of("a", "b", "c", "d")) create(id, "gsk_page0key0number0" + id + "00000");
        Got first = world.call("listKeys", Ask.of("GET", "/keys?limit=2"));
        world.call("deleteKey", Ask.of("DELETE", "/keys/b"));
        create("aa", "gsk_page0key0number0aa0000");

        Got second = world.call(
                "listKeys",
                Ask.of("GET", "/keys?limit=10&cursor=" + first.json().getString("nextCursor")));

        assertThat(ids(first)).containsExactly("a", "b");
        assertThat(ids(second)).containsExactly("c", "conf", "d");
        assertThat(second.json().getValue("nextCursor")).isNull();
    }

    private static List<String> ids(Got got) {
        JsonArray items = got.json().getJsonArray("items");
        return items.stream().map(i -> ((JsonObject) i).getString("id")).toList();
    }

    @Test
    void fiveThousandKeysAreListedInPagesInATenthOfASecond() throws Exception {
        for (int i = 0; i < 5_000; i++) world.keys.configured("k" + i, "gsk_many0keys0listed000%06d".formatted(i));
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 60 && best >= 100; round++) {
            long from = System.nanoTime();
            int seen = 0;
            String cursor = "";
            do {
                Got listed = world.ask(Ask.of("GET", World.API + "/keys?limit=1000" + cursor));
                assertThat(listed.status()).as(listed.toString()).isEqualTo(200);
                JsonObject page = new JsonObject(listed.text());
                seen += page.getJsonArray("items").size();
                String next = page.getString("nextCursor");
                cursor = next == null ? "" : "&cursor=" + next;
            } while (!cursor.isEmpty());
            assertThat(seen).isEqualTo(5_001);
            best = Math.min(best, (System.nanoTime() - from) / 1_000_000);
        }
        assertThat(best).isLessThan(100);
    }
}
