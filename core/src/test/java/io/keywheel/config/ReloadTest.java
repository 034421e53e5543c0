package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.PoolKey;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReloadTest {
    @RegisterExtension
    final Given given = new Given();

    private static Reloaded now(Reload reload) {
        return Given.done(reload.now());
    }

    private static List<String> secrets(Reload reload) {
        return reload.settings().providers().get(0).keys().stream()
                .map(key -> key.secret().reveal())
                .toList();
    }

    @Test
    void aKeyThatWasAddedRemovedOrChangedIsTold() {
        given.file(".env", "GROQ_API_KEY=gsk_fake_one\nGROQ_API_KEY_FALLBACK=gsk_fake_two\n")
                .file("keywheel.yaml", "providers: {groq: {keys: [{id: main, secret: gsk_fake_main, weight: 2}]}}");
        Reload reload = given.reload();
        given.file(".env", "GROQ_API_KEY=gsk_fake_one\nGROQ_API_KEY_FALLBACK=gsk_fake_three\n")
                .file("keywheel.yaml", "providers: {groq: {keys: [{id: main, secret: gsk_fake_main, weight: 5}]}}");

        Reloaded what = now(reload);

        assertThat(what.keys().added()).extracting(key -> key.secret().reveal()).containsExactly("gsk_fake_three");
        assertThat(what.keys().removed())
                .extracting(key -> key.secret().reveal())
                .containsExactly("gsk_fake_two");
        assertThat(what.keys().changed())
                .extracting(change -> change.after().weight())
                .containsExactly(5);
        assertThat(what.keys().unchanged()).extracting(PoolKey::label).containsExactly("GROQ_API_KEY");
        assertThat(what.generation()).isEqualTo(2);
        assertThat(secrets(reload)).containsExactly("gsk_fake_one", "gsk_fake_three", "gsk_fake_main");
        assertThat(what.toString()).doesNotContain("gsk_fake_three");
    }

    @Test
    void aRehearsalSaysTheSameAndChangesNothing() {
        given.file(".env", "GROQ_API_KEY=gsk_fake_one");
        Reload reload = given.reload();
        List<Reloaded> heard = new ArrayList<>();
        reload.listen((settings, what) -> heard.add(what));
        given.file(".env", "GROQ_API_KEY=gsk_fake_two");

        Reloaded rehearsed = Given.done(reload.rehearse());

        assertThat(rehearsed.dryRun()).isTrue();
        assertThat(secrets(reload)).containsExactly("gsk_fake_one");
        assertThat(reload.generation()).isEqualTo(1);
        assertThat(heard).isEmpty();
        assertThat(now(reload).keys()).isEqualTo(rehearsed.keys());
    }

    @Test
    void aReloadThatChangesNothingIsNoGeneration() {
        given.file(".env", "GROQ_API_KEY=gsk_fake_one");
        Reload reload = given.reload();
        List<Reloaded> heard = new ArrayList<>();
        reload.listen((settings, what) -> heard.add(what));

        Reloaded what = now(reload);

        assertThat(what.changesNothing()).isTrue();
        assertThat(what.generation()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void settingsSayWhetherTheyWaitForARestartUntilTheyAreAsAtTheStartAgain() {
        given.file("keywheel.yaml", "port: 1001\nproviders: {groq: {apiKey: gsk_fake_one}}");
        Reload reload = given.reload();

        given.file(
                "keywheel.yaml",
                "port: 1002\nlog: {level: debug}\n"
                        + "providers: {groq: {apiKey: gsk_fake_one, limits: [{requestsPerDay: 7}]}}");
        Reloaded first = now(reload);
        assertThat(first.afterRestart()).containsExactly("KEYWHEEL_PORT");
        assertThat(first.atOnce()).containsExactly("KEYWHEEL_LOG_LEVEL", "providers.groq.limits");
        assertThat(now(reload).afterRestart()).containsExactly("KEYWHEEL_PORT");
        given.file("keywheel.yaml", "port: 1001\nproviders: {groq: {apiKey: gsk_fake_one}}");
        assertThat(now(reload).afterRestart()).isEmpty();
    }

    @Test
    void aBrokenFileKeepsItsLastKeysUntilItIsMendedAndHindersNoOther() {
        given.file(".env", "OPENAI_API_KEY=sk-fake-one")
                .file("keywheel.yaml", "providers:\n  groq: {apiKey: gsk_fake_one}\n");
        Reload reload = given.reload();
        given.file(".env", "OPENAI_API_KEY=sk-fake-two").file("keywheel.yaml", "providers:\n  groq: [\n");

        Reloaded broken = now(reload);

        assertThat(broken.keys().added()).extracting(PoolKey::provider).containsExactly("openai");
        assertThat(broken.keys().unchanged()).extracting(PoolKey::provider).containsExactly("groq");
        assertThat(broken.broken())
                .singleElement()
                .satisfies(state -> assertThat(state.mistakes().get(0).line())
                        .isEqualTo(
                                "keywheel.yaml (line 3): it is not YAML: expected the node content. Mend that line."));
        assertThat(now(reload).broken()).isEqualTo(broken.broken());
        given.file("keywheel.yaml", "providers:\n  groq: {apiKey: gsk_fake_new}\n");
        Reloaded mended = now(reload);
        assertThat(mended.broken()).isEmpty();
        assertThat(mended.keys().added()).hasSize(1);
    }

    @Test
    void anInvalidValueHoldsBackItsSourceAsAWhole() throws IOException {
        Files.createDirectory(given.directory().resolve("mounted"));
        given.file("mounted/GROQ_API_KEY", "gsk_fake_one")
                .file("mounted/admin.port", "1001")
                .file("keywheel.yaml", "sources: [{type: directory, name: pod, path: mounted}]\npatience: 1s")
                .file(".env", "KEYWHEEL_DRAIN=1s");
        Reload reload = given.reload();
        given.file("mounted/GROQ_API_KEY", "gsk_fake_two")
                .file("mounted/admin.port", "many")
                .file(".env", "KEYWHEEL_DRAIN=2s");

        Reloaded what = now(reload);

        assertThat(secrets(reload)).containsExactly("gsk_fake_one");
        assertThat(reload.settings().limits().drain()).hasSeconds(2);
        assertThat(what.broken())
                .singleElement()
                .matches(state ->
                        state.name().equals("pod") && state.brokenSince().isPresent());
        assertThat(what.mistakes()).isEmpty();
    }

    @Test
    void aListOfSourcesThatIsWrongKeepsTheSourcesThatWere() {
        given.file("a.yaml", "providers: {groq: {apiKey: gsk_fake_a}}")
                .file("keywheel.yaml", "sources: [{type: file, name: a, path: a.yaml}]");
        Reload reload = given.reload();
        given.file("a.yaml", "providers: {groq: {apiKey: gsk_fake_b}}")
                .file("keywheel.yaml", "sources: [{type: file, name: a, pth: a.yaml}]\nport: 1234");

        Reloaded what = now(reload);

        assertThat(what.broken()).extracting(SourceState::name).containsExactly("keywheel.yaml");
        assertThat(secrets(reload)).containsExactly("gsk_fake_b");
        assertThat(reload.settings().dataPlane().port()).isEqualTo(8080);
    }

    @Test
    void theFileOfASecretThatIsGoneKeepsWhatItHeld() throws IOException {
        given.file("groq.txt", "gsk_fake_one").environment("GROQ_API_KEY_FILE", "groq.txt");
        Reload reload = given.reload();
        Files.delete(given.directory().resolve("groq.txt"));

        Reloaded broken = now(reload);

        assertThat(secrets(reload)).containsExactly("gsk_fake_one");
        assertThat(broken.broken()).extracting(SourceState::name).containsExactly("groq.txt");
        given.file("groq.txt", "your-api-key-here");
        assertThat(now(reload).broken()).hasSize(1);
        given.file("groq.txt", "gsk_fake_two");
        assertThat(now(reload).broken()).isEmpty();
        assertThat(secrets(reload)).containsExactly("gsk_fake_two");
    }

    @Test
    void aSourceThatIsNoLongerNamedTakesItsKeysAlong() {
        given.file("a.yaml", "providers: {groq: {apiKey: gsk_fake_a}}")
                .file("keywheel.yaml", "sources: [{type: file, path: a.yaml}]");
        Reload reload = given.reload();
        given.file("keywheel.yaml", "");

        assertThat(now(reload).keys().removed()).hasSize(1);
        assertThat(reload.sources()).extracting(SourceState::name).doesNotContain("file-1");
    }

    @Test
    void aBurstIsOneReloadAfterTheOneThatRuns() {
        given.file(".env", "GROQ_API_KEY=gsk_fake_one");
        Reload reload = given.reload();
        List<Future<Reloaded>> all = new ArrayList<>();

        for (int i = 0; i < 50; i++) all.add(reload.now());

        assertThat(all.stream().distinct().count()).isLessThan(10);
        all.forEach(Given::done);
        given.file(".env", "GROQ_API_KEY=gsk_fake_two");
        assertThat(now(reload).keys().added()).hasSize(1);
    }

    @Test
    void fiveThousandKeysAreReadAgainInTime() {
        given.file("keywheel.yaml", fiveThousand("first"));
        Reload reload = given.reload();
        given.file("keywheel.yaml", fiveThousand("second"));
        long before = System.nanoTime();

        Reloaded what = now(reload);

        assertThat(what.keys().unchanged()).hasSize(4999);
        assertThat(what.keys().added()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    private static String fiveThousand(String last) {
        StringBuilder yaml = new StringBuilder("providers:\n  groq:\n    keys:\n");
        for (int i = 0; i < 5000; i++)
            yaml.append("      - {secret: gsk_fake_")
                    .append(i == 4999 ? last : i)
                    .append("}\n");
        return yaml.toString();
    }

    @Test
    void aListenerThatFailsKeepsNoOtherFromHearing() {
        given.file(".env", "GROQ_API_KEY=gsk_fake_one");
        Reload reload = given.reload();
        List<Long> heard = new ArrayList<>();
        reload.listen((settings, what) -> {
            throw new IllegalStateException("on purpose");
        });
        reload.listen((settings, what) -> heard.add(what.generation()));
        given.file(".env", "GROQ_API_KEY=gsk_fake_two");

        now(reload);

        assertThat(heard).containsExactly(2L);
    }
}
