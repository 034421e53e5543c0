package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a real git repository of this machine. */
class GitSourceTest {
    @TempDir
    Path repository;

    @RegisterExtension
    final Given given = new Given();

    @BeforeEach
    void commit() throws IOException {
        Tools.need("git");
        git("init", "--quiet", "--initial-branch=main");
        commit("gsk_fake_git");
    }

    private void git(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.com"));
        command.addAll(List.of(arguments));
        Tools.run(repository, command);
    }

    private void commit(String secret) throws IOException {
        Files.createDirectories(repository.resolve("team"));
        Files.writeString(repository.resolve("team/keys.yaml"), "providers: {groq: {apiKey: " + secret + "}}\n");
        git("add", ".");
        git("commit", "--quiet", "--message", "a key");
    }

    private void source(String url, String further) {
        given.file("keywheel.yaml", "sources: [{type: git, name: repo, url: '" + url + "'" + further + "}]");
    }

    @Test
    void aFileOfABranchHoldsSettings() {
        source("file://" + repository, ", ref: main, path: team/keys.yaml");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_git");
        assertThat(given.keys("groq"))
                .singleElement()
                .matches(key -> key.source().equals("repo"));
    }

    @Test
    void theNewestCommitCounts() throws IOException {
        commit("gsk_fake_newer");
        source("file://" + repository, ", path: team/keys.yaml");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_newer");
    }

    @Test
    void whatIsNotThereIsAMistakeThatSaysWhichPart() {
        source("file://" + repository, ", ref: elsewhere, path: team/keys.yaml");
        assertThat(given.mistakes()).singleElement().asString().endsWith("it has no such branch or tag. Check ref.");
        source("file://" + repository, ", path: gone.yaml");
        assertThat(given.mistakes()).singleElement().asString().endsWith("it has no such file. Check path.");
        source("file://" + repository + "/gone", ", path: team/keys.yaml");
        assertThat(given.mistakes()).singleElement().asString().endsWith("there is no such repository. Check url.");
    }

    @Test
    void aServerThatIsNotThereIsNoReasonNotToStart() {
        source("http://127.0.0.1:1/team.git", ", path: team/keys.yaml, token: fake-git-token");

        assertThat(given.settings().keyCount()).isZero();
    }

    @Test
    void anOptionOfGitIsNoBranch() {
        source("file://" + repository, ", ref: '--upload-pack=touch x', path: team/keys.yaml");

        assertThat(given.mistakes()).singleElement().asString().contains("is not the name of a branch");
    }
}
