package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.PoolKey;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files and folders beside the usual ones. */
class FurtherSourcesTest {
    @RegisterExtension
    final Given given = new Given();

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(given.directory().resolve("mounted"));
    }

    @Test
    void keysOfSeveralSourcesAddUpAndEachSaysWhereItStands() {
        given.environment("GROQ_API_KEY", "gsk_fake_env")
                .file("mounted/GROQ_API_KEY", "gsk_fake_mounted\n")
                .file("mounted/groq-api-key-fallback", "gsk_fake_second\ngsk_fake_third\n")
                .file("team.yaml", "providers: {groq: {keys: [{id: team, secret: gsk_fake_team}]}}")
                .file(
                        "keywheel.yaml",
                        "sources: [{type: directory, name: pod, path: mounted}, {type: file, path: team.yaml}]");

        assertThat(given.keys("groq"))
                .extracting(key -> key.label() + " of " + key.source())
                .containsExactly(
                        "GROQ_API_KEY of environment",
                        "pod/GROQ_API_KEY of pod",
                        "pod/GROQ_API_KEY_FALLBACK[1] of pod",
                        "pod/GROQ_API_KEY_FALLBACK[2] of pod",
                        "file-2/providers.groq.keys[1] of file-2");
    }

    @Test
    void theSameKeyInTwoSourcesCountsOnceAndBothPlacesAreNamed() {
        given.environment("GROQ_API_KEY", "gsk_fake_one")
                .file("mounted/GROQ_API_KEY", "gsk_fake_one")
                .environment("KEYWHEEL_SECRETS_DIR", "./mounted");

        Settings settings = given.settings();

        assertThat(settings.keyCount()).isEqualTo(1);
        assertThat(settings.warnings())
                .containsExactly("secrets/GROQ_API_KEY is the same key as GROQ_API_KEY: it counts once");
    }

    @Test
    void theMainFileIsOverAnEarlierSourceAndThatOverALaterOne() {
        given.file("one.json", "{\"port\": 2001, \"admin\": {\"port\": 2002}}")
                .file("two.properties", "port=3001\nadmin.port=3002\ndrain=3s\n")
                .file(
                        "keywheel.yaml",
                        "port: 1001\nsources: [{type: file, path: one.json}, {type: file, path: two.properties}]");

        Settings settings = given.settings();

        assertThat(settings.dataPlane().port()).isEqualTo(1001);
        assertThat(settings.adminPlane().port()).isEqualTo(2002);
        assertThat(settings.limits().drain()).hasSeconds(3);
    }

    @Test
    void listsOfTheStrongestSourceCountAsAWhole() {
        given.file("one.yaml", "providers: {groq: {limits: [{tokensPerDay: 5}, {requestsPerDay: 9}]}}")
                .file(
                        "keywheel.yaml",
                        "providers: {groq: {apiKey: gsk_fake_one, limits: [{requestsPerDay: 7}]}}\n"
                                + "sources: [{type: file, path: one.yaml}]");

        assertThat(given.pooled("groq").rules().declared()).singleElement().matches(limit -> limit.limit() == 7);
    }

    @Test
    void aFolderNamesSettingsAsVariablesAsPathsAndKeysByTheirIds() {
        given.file("mounted/providers.groq.keys.main", "gsk_fake_main\n")
                .file("mounted/admin.port", "1234\n")
                .file("mounted/keywheel_drain", "4s\n")
                .file("mounted/postgres_password", "nothing of ours")
                .file("mounted/tls.crt", "nothing of ours")
                .file("mounted/.hidden", "nothing of ours")
                .environment("KEYWHEEL_SECRETS_DIR", "./mounted");

        assertThat(given.keys("groq")).extracting(PoolKey::id).containsExactly("main");
        assertThat(given.settings().adminPlane().port()).isEqualTo(1234);
        assertThat(given.settings().limits().drain()).hasSeconds(4);
    }

    @Test
    void aBrokenSourceIsAMistakeThatNamesFileAndLine() throws IOException {
        Files.write(given.directory().resolve("mounted/GROQ_API_KEY"), new byte[] {(byte) 0xff, 1});
        given.file("team.yaml", "providers:\n  groq: [\n")
                .file("numbers.yaml", "port: many")
                .file(
                        "keywheel.yaml",
                        "sources: [{type: file, path: team.yaml}, {type: directory, path: mounted},"
                                + " {type: file, path: gone.yaml}, {type: file, path: numbers.yaml}]");

        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        "file-1 (team.yaml line 3): it is not YAML: expected the node content. Mend that line.",
                        "directory-2 (mounted): the file GROQ_API_KEY is no text. Write it as UTF-8.",
                        "file-3 (gone.yaml): it is not there. It must be a file that this user may read.",
                        "KEYWHEEL_PORT (file-4 port): \"many\" is not a port."
                                + " Use a number from 1 to 65535; 0 takes any free port.");
    }

    @Test
    void whatIsOptionalMayBeMissingOrBroken() {
        given.file("broken.yaml", "port: [")
                .file("wrong.yaml", "port: many")
                .file(
                        "keywheel.yaml",
                        "drain: 7s\nsources: [{type: file, path: gone.yaml, optional: true},"
                                + " {type: file, path: broken.yaml, optional: true},"
                                + " {type: file, path: wrong.yaml, optional: true}]");

        assertThat(given.settings().limits().drain()).hasSeconds(7);
    }

    @Test
    void sourcesThatCannotBeAreAllTold() {
        given.file(
                "keywheel.yaml",
                String.join(
                        "\n",
                        "sources:",
                        "  - path: x",
                        "  - {type: ftp, url: 'https://example.com'}",
                        "  - {type: http}",
                        "  - {type: http, url: 'redis://example.com/a.json'}",
                        "  - {type: http, url: 'https://u:p@example.com/a.json'}",
                        "  - {type: http, url: 'https://example.com/a'}",
                        "  - {type: file, path: a.yaml, token: fake-token-of-a-test}",
                        "  - {type: file, name: env, path: a.yaml}",
                        "  - {type: file, path: a.yaml, every: 5ms, optional: perhaps}",
                        "  - {type: file, pth: a.yaml}"));

        assertThat(given.mistakes())
                .containsExactlyInAnyOrder(
                        "sources[1] (keywheel.yaml): it has no type. Give it one of " + SourceKind.names() + ".",
                        "sources[2].type (keywheel.yaml): \"ftp\" is no type of source. Use " + SourceKind.names()
                                + ".",
                        "sources[3] (keywheel.yaml): it has no url. A source of type http needs it.",
                        "sources[4].url (keywheel.yaml): a source of type http is not reached by redis://."
                                + " Begin it with http:// or https://.",
                        "sources[5].url (keywheel.yaml): it holds a user name or password."
                                + " Write user, and token or password, beside it.",
                        "sources[6] (keywheel.yaml): its format is not known."
                                + " Add format: yaml, json, properties or dotenv.",
                        "sources[7].token (keywheel.yaml): a source of type file has no token. Remove it.",
                        "sources[8].name (keywheel.yaml): \"env\" is the name of something else."
                                + " Give it another one.",
                        "sources[9].every (keywheel.yaml): \"5ms\" is out of range."
                                + " Write 500ms, 10s, 2m or 1h, from 1s to 86400s.",
                        "sources[9].optional (keywheel.yaml): \"perhaps\" is neither true nor false."
                                + " Write true or false.",
                        "sources[10] (keywheel.yaml): it has no path. A source of type file needs it.",
                        "sources[10].pth (keywheel.yaml): there is no such setting. Did you mean sources[10].path?");
    }

    @Test
    void aFurtherSourceNamesNoSources() {
        given.file("team.yaml", "watch: true\nsources: [{type: file, path: team.yaml}]")
                .file("keywheel.yaml", "sources: [{type: file, path: team.yaml}]");

        assertThat(given.mistakes())
                .isNotEmpty()
                .allMatch(line -> line.contains("a further source cannot say this. Say it in the main file."));
    }

    @Test
    void twoSourcesHaveTwoNames() {
        given.file("a.yaml", "")
                .file(
                        "keywheel.yaml",
                        "sources: [{type: file, name: a, path: a.yaml}, {type: file, name: a, path: a.yaml}]");

        assertThat(given.mistakes())
                .containsExactly(
                        "sources[2] (keywheel.yaml): another source has the name a." + " Give each a name of its own.");
    }

    @Test
    void noSecretOfASourceShows() {
        given.file("a.yaml", "providers: {groq: {apiKey: gsk_fakeCANARY0123456789}}")
                .file(
                        "keywheel.yaml",
                        "sources: [{type: file, path: a.yaml}, {type: redis, url: 'redis://127.0.0.1:1', key: a,"
                                + " password: fakeCANARYpassword, optional: true}]");

        Loading.Loaded loaded = given.loaded();

        assertThat(loaded.shown())
                .contains(
                        new Loading.Shown("GROQ_API_KEY", "(secret)", "file-1 providers.groq.apiKey"),
                        new Loading.Shown("sources[2].password", "(secret)", "keywheel.yaml"));
        assertThat(loaded.toString()).doesNotContain("CANARY");
    }
}
