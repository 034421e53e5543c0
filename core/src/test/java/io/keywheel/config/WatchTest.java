package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that are watched take effect within two seconds, a second of slack for a busy machine. */
class WatchTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    @RegisterExtension
    final Given given = new Given();

    private Reload reload = given.reload();

    private void begin() {
        Given.done(reload.close());
        reload = given.reload();
        reload.begin();
    }

    @AfterEach
    void end() {
        Given.done(reload.close());
    }

    private String secret() {
        return reload.settings().providers().get(0).keys().get(0).secret().reveal();
    }

    private void comes(String secret) {
        await().atMost(SOON).until(() -> secret().equals(secret));
    }

    @Test
    void aFileThatIsWrittenTakesEffect() {
        given.file(".env", "KEYWHEEL_WATCH=true\nGROQ_API_KEY=gsk_fake_one");
        begin();

        given.file(".env", "KEYWHEEL_WATCH=true\nGROQ_API_KEY=gsk_fake_two");

        comes("gsk_fake_two");
    }

    @Test
    void aFileThatAnEditorRenamesTakesEffect() throws IOException {
        given.file("keywheel.yaml", "watch: true\nproviders: {groq: {apiKey: gsk_fake_one}}");
        begin();
        given.file("swap", "watch: true\nproviders: {groq: {apiKey: gsk_fake_two}}");
        Path file = given.directory().resolve("keywheel.yaml");

        Files.move(file, given.directory().resolve("keywheel.yaml~"));
        Files.move(given.directory().resolve("swap"), file);

        comes("gsk_fake_two");
    }

    @Test
    void aLinkThatIsTurnedTakesEffect() throws IOException {
        Path mounted = Files.createDirectory(given.directory().resolve("mounted"));
        for (String state : new String[] {"one", "two"}) {
            Path behind = Files.createDirectory(mounted.resolve("..state-" + state));
            Files.writeString(behind.resolve("GROQ_API_KEY"), "gsk_fake_" + state);
        }
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..state-one"));
        Files.createSymbolicLink(mounted.resolve("GROQ_API_KEY"), Path.of("..data", "GROQ_API_KEY"));
        given.environment("KEYWHEEL_SECRETS_DIR", "./mounted").environment("KEYWHEEL_WATCH", "true");
        begin();
        assertThat(secret()).isEqualTo("gsk_fake_one");

        Files.createSymbolicLink(mounted.resolve("..turning"), Path.of("..state-two"));
        Files.move(mounted.resolve("..turning"), mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        comes("gsk_fake_two");
    }

    @Test
    void theFileOfASingleSecretTakesEffect() {
        given.file("groq.txt", "gsk_fake_one")
                .environment("GROQ_API_KEY_FILE", "groq.txt")
                .environment("KEYWHEEL_WATCH", "true");
        begin();

        given.file("groq.txt", "gsk_fake_two");

        comes("gsk_fake_two");
    }

    @Test
    void nothingIsReadUnlessItIsSaid() {
        given.file(".env", "GROQ_API_KEY=gsk_fake_one");
        begin();

        given.file(".env", "GROQ_API_KEY=gsk_fake_two");

        await().during(SOON).atMost(SOON.plusSeconds(5)).until(() -> secret().equals("gsk_fake_one"));
    }
}
