package io.keywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.AdminRig;
import io.keywheel.admin.port.KeyChange;
import io.keywheel.cli.api.Doc;
import io.keywheel.cli.api.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of operators, against a real admin plane. */
class OperatorCommandsTest {
    private static final String SECRET = "gsk_fake0secret0of0the0command0line";

    @TempDir
    Path folder;

    private AdminRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new AdminRig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KEYWHEEL_ADMIN_URL", rig.url());
        environment.put("KEYWHEEL_ADMIN_TOKEN", AdminRig.TOKEN);
        return environment;
    }

    private Ran run(String... args) {
        return given("", args);
    }

    private Ran given(String in, String... args) {
        return new Ran.Around(environment(), folder, in).run(args);
    }

    @Test
    void aKeyIsAddedFromStandardInputShownListedAndRemoved() {
        Ran added = given(SECRET + "\n", "keys", "add", "--id", "extra", "--label", "Team A", "--weight", "2");
        Ran listed = run("keys", "list");
        Ran shown = run("keys", "show", "extra");
        Ran removed = run("keys", "rm", "extra");
        Ran after = run("keys", "show", "extra");

        assertThat(added).isEqualTo(new Ran(Exit.OK, "extra\n", "Added gsk_…ne of groq.\n"));
        assertThat(listed.out()).containsPattern("extra +groq +✓ ready .* gsk_…ne +Team A\n");
        assertThat(shown.out()).containsPattern("label +Team A\n").containsPattern("weight +2\n");
        assertThat(removed).isEqualTo(new Ran(Exit.OK, "", "extra is removed.\n"));
        assertThat(after.exit()).isEqualTo(Exit.NOT_FOUND);
        assertThat(after.err())
                .contains("There is no key extra. (404 not_found)")
                .contains("  mend:  GET /keys");
        for (Ran each : List.of(added, listed, shown, removed))
            assertThat(each.out() + each.err()).doesNotContain(SECRET.substring(4, 20));
    }

    @Test
    void aKeyIsAddedFromAFileAndReplacedAsOftenAsOneLikes() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        String[] args = {"keys", "add", "--key-file", file.toString(), "--id", "mine", "--replace"};

        Ran first = run(args);
        Ran second = run(args);

        assertThat(first).isEqualTo(new Ran(Exit.OK, "mine\n", "Added gsk_…ne of groq.\n"));
        assertThat(second).isEqualTo(new Ran(Exit.OK, "mine\n", "It is so now: gsk_…ne of groq.\n"));
    }

    @Test
    void aSecretIsNeverAnArgument() {
        Ran option = run("keys", "add", "--secret=" + SECRET);
        Ran argument = run("keys", "add", SECRET);
        Ran value = run("keys", "add", "--weight", SECRET);

        assertThat(List.of(option, argument, value)).extracting(Ran::exit).containsOnly(Exit.USAGE);
        assertThat(option.err() + argument.err() + value.err()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "one\ntwo\n"})
    void whatIsNoSingleSecretIsNotSent(String in) {
        String before = rig.snapshot();

        assertThat(given(in, "keys", "add").exit()).isEqualTo(Exit.USAGE);
        assertThat(rig.snapshot()).isEqualTo(before);
    }

    @Test
    void aProblemNamesFieldReasonAndMend() {
        Ran ran = given("gsk_…ne\n", "keys", "add", "--provider", "groq");

        assertThat(ran.exit()).isEqualTo(Exit.VALIDATION);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith("keywheel: ")
                .contains("\n  field: secret")
                .contains("\n  mend:  ");
    }

    @Test
    void aProblemIsJsonWhereThatIsWanted() throws Exception {
        Ran ran = given("gsk_…ne\n", "keys", "add", "--provider", "groq", "--json");

        assertThat(ran.exit()).isEqualTo(Exit.VALIDATION);
        assertThat(((Map<?, ?>) Json.read(ran.err())).get("pointer")).isEqualTo("/secret");
    }

    @Test
    void theSameSecretTwiceIsAConflict() {
        given(SECRET, "keys", "add", "--id", "one");

        Ran ran = given(SECRET, "keys", "add", "--id", "two");

        assertThat(ran.exit()).isEqualTo(Exit.CONFLICT);
        assertThat(ran.err()).contains("Key one has this very secret");
    }

    @Test
    void keysAreTurnedOffAndOn() {
        Ran off = run("keys", "disable", "conf", "--force");
        Ran list = run("keys", "list", "--state", "disabled", "--json");
        Ran on = run("keys", "enable", "conf");
        Ran recovered = run("keys", "recover", "conf");

        assertThat(off).isEqualTo(new Ran(Exit.OK, "", "conf is disabled.\n"));
        assertThat(Json.doc(list.out()).list("items"))
                .extracting(key -> key.text("id"))
                .containsExactly("conf");
        assertThat(on.err()).isEqualTo("conf is enabled.\n");
        assertThat(recovered.err()).isEqualTo("conf may serve again.\n");
    }

    @Test
    void aRemovalCanBeTakenBack() {
        given(SECRET, "keys", "add", "--id", "gone");

        Ran removed = run("keys", "rm", "gone", "--after", "10s");
        Ran restored = run("keys", "restore", "gone");
        Ran again = run("keys", "restore", "gone");

        assertThat(removed.err()).isEqualTo("gone is out of rotation, and removed after 10s.\n");
        assertThat(restored.err()).isEqualTo("gone is back.\n");
        assertThat(again.exit()).isEqualTo(Exit.CONFLICT);
    }

    @Test
    void whoHasNotConfirmedIsNamed() {
        rig.next(new KeyChange.Accepted(Optional.empty(), List.of("10.0.0.3:5701")));

        Ran ran = run("keys", "disable", "conf");

        assertThat(ran.exit()).isEqualTo(Exit.DEGRADED);
        assertThat(ran.err()).isEqualTo("conf is disabled, but not confirmed yet by 10.0.0.3:5701.\n");
    }

    @Test
    void aStoreThatIsAwayIsAFailure() {
        rig.next(new KeyChange.StoreUnavailable(true));

        Ran ran = run("keys", "disable", "conf");

        assertThat(ran.exit()).isEqualTo(Exit.FAILURE);
        assertThat(ran.err()).contains("store_unavailable").contains("it acts all the same");
    }

    @Test
    void keysAreTestedStoredOrNot() {
        Ran one = run("keys", "test", "conf");
        Ran all = run("keys", "test", "--all", "--json");
        Ran unstored = given(SECRET, "keys", "test", "--key-file", "-");
        Ran unclear = run("keys", "test", "conf", "--all");

        assertThat(one.exit()).isEqualTo(Exit.OK);
        assertThat(one.out()).containsPattern("conf +yes +200 +1 +5 ms\n");
        assertThat(Json.doc(all.out()).list("items")).hasSize(1);
        assertThat(unstored.out()).containsPattern("– +yes");
        assertThat(unclear.exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void anImportSaysWhatBecameOfEachLine() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.txt"), SECRET + "\n" + SECRET + "\ngsk no key at all\n");
        String before = rig.snapshot();

        Ran dry = run("keys", "import", file.toString(), "--dry-run");
        String unchanged = rig.snapshot();
        Ran real = run("keys", "import", file.toString(), "--provider", "groq");

        assertThat(unchanged).isEqualTo(before);
        assertThat(dry.err()).startsWith("Would be: ");
        assertThat(real.exit()).isEqualTo(Exit.VALIDATION);
        assertThat(real.out()).containsPattern("1 +added +groq-\\w+ +gsk_…ne").containsPattern("2 +duplicate");
        assertThat(real.err()).isEqualTo("1 added, 1 there already, 1 not taken.\n");
        assertThat(dry.out() + real.out()).doesNotContain(SECRET);
    }

    @Test
    void aLongImportIsWaitedFor() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 600; i++)
            lines.append("gsk_fake0number0").append(10_000 + i).append("0of0many\n");

        Ran ran = given(lines.toString(), "keys", "import", "-", "--json");

        assertThat(ran.exit()).isEqualTo(Exit.OK);
        assertThat(Json.doc(ran.out()).number("added")).isEqualTo(600);
        Ran list = run("keys", "list", "--json");
        assertThat(Json.doc(list.out()).list("items")).hasSize(601);
    }

    @Test
    void anExportIsMaskedCsv() {
        given(SECRET, "keys", "add", "--id", "extra", "--label", "=HYPERLINK(\"x\"),y");

        Ran ran = run("keys", "export");

        assertThat(ran.out())
                .startsWith("id,provider,label,masked,fingerprint,quotaGroup,source,enabled,weight\n")
                .contains("extra,groq,\"'=HYPERLINK(\"\"x\"\"),y\",gsk_…ne,")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "status,keys in rotation",
        "status --check,keys in rotation",
        "usage --by model --last 24h,REQUESTS",
        "reload --dry-run,UNCHANGED",
        "audit,key.create",
        "tokens list,KIND",
        "events,''",
        "explain llama-test,next",
        "master-key reseal,1",
        "keys export,masked"
    })
    void everythingElseAnswersToo(String line, String said) {
        Ran ran = run(line.split(" "));

        assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.OK);
        assertThat(ran.out()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "usage",
                "reload",
                "audit",
                "tokens list",
                "explain m",
                "master-key reseal",
                "keys list",
                "keys show conf",
                "keys export",
                "keys test conf",
                "keys recover conf"
            })
    void everyAnswerCanBeJson(String line) throws Exception {
        Ran ran = run((line + " --json").split(" "));

        assertThat(Json.read(ran.out())).isInstanceOf(Map.class);
    }

    @Test
    void tokensAreMadeListedAndRevoked() {
        Ran made = run("tokens", "add", "caller", "team-a", "--model", "llama-*", "--requests-per-minute", "60");
        Doc listed = Json.doc(run("tokens", "list", "caller", "--json").out())
                .list("items")
                .get(0);
        Ran revoked = run("tokens", "rm", "caller", listed.text("id"));

        assertThat(made.out()).matches("\\S{20,}\n");
        assertThat(listed.texts("models")).containsExactly("llama-*");
        assertThat(revoked.exit()).as(revoked.err()).isEqualTo(Exit.OK);
        assertThat(run("tokens", "add", "admin", "x").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void eventsAreOneLineEach() {
        rig.happens("key-rested", Map.of("key", "conf", "model", "m"));

        assertThat(run("events").out())
                .contains("key-rested")
                .contains("key=conf")
                .hasLineCount(1);
        assertThat(run("events", "--json").out()).startsWith("{\"id\":").hasLineCount(1);
    }

    @Test
    void coloursAreForTerminals() {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();

        new Ran.Around(environment(), folder, "")
                .runOnTerminal(out, new java.io.ByteArrayOutputStream(), "keys", "list");

        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("\u001b[32m");
        assertThat(run("keys", "list").out()).doesNotContain("\u001b");
    }

    @Test
    void aWrongTokenIsToldAndNobodyIsAmissed() {
        Map<String, String> wrong = environment();
        wrong.put("KEYWHEEL_ADMIN_TOKEN", "wrong-token-000000000000");
        Map<String, String> none = environment();
        none.remove("KEYWHEEL_ADMIN_TOKEN");
        Map<String, String> nowhere = environment();
        nowhere.put("KEYWHEEL_ADMIN_URL", "http://127.0.0.1:9");

        assertThat(new Ran.Around(wrong, folder, "").run("status").exit()).isEqualTo(Exit.AUTH);
        assertThat(new Ran.Around(none, folder, "").run("status").exit()).isEqualTo(Exit.AUTH);
        Ran unreachable = new Ran.Around(nowhere, folder, "").run("status");
        assertThat(unreachable.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(unreachable.err())
                .contains("no server answers at http://127.0.0.1:9")
                .contains("mend:");
    }

    @Test
    void theTokenOfTheDataDirectoryIsFound() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/admin-token"), AdminRig.TOKEN + "\n");

        Ran ran = new Ran.Around(Map.of(), folder, "").run("status", "--url", rig.url());

        assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.OK);
    }

    @Test
    void noTokenGoesOverTheNetworkInTheClear() {
        Ran ran = new Ran.Around(environment(), folder, "").run("status", "--url", "http://192.0.2.1:8081");

        assertThat(ran.exit()).isEqualTo(Exit.USAGE);
        assertThat(ran.err()).contains("unencrypted");
    }
}
