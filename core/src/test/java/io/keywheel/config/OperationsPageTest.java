package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.DeclaredLimit;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Policy;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator guide's table of settings is the table that the sidecar reads. */
class OperationsPageTest {
    private static final byte[] CLOSED =
            "{\"error\":{\"message\":\"The region north is closed\"}}".getBytes(StandardCharsets.UTF_8);
    private static final Path PAGE = Path.of("..", "docs", "operations.md");

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback();
        String shown = fallback == null || fallback.isEmpty() ? "" : code(fallback) + " ";
        return "| " + code(setting.name()) + " | " + code(setting.path()) + " | " + shown + "| "
                + plain(setting.about()) + " |";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    /** What Markdown would take for its own. */
    private static String plain(String about) {
        return about.replace("*", "\\*").replace("<", "\\<");
    }

    @RegisterExtension
    final Given given = new Given();

    @Test
    void itsFileLoadsAndSaysWhatItsWordsSay() throws IOException {
        String page = Files.readString(PAGE);
        String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```\n"));
        Files.createDirectory(given.directory().resolve("secrets"));
        for (String name : List.of("main", "spare", "trial")) given.file("secrets/groq-" + name, "gsk_fake_" + name);
        given.realProviders().file("keywheel.yaml", yaml);

        Settings.Pooled groq = given.pooled("groq");

        assertThat(groq.keys()).extracting(PoolKey::id).containsExactly("main", "spare", "trial");
        assertThat(groq.keys()).extracting(PoolKey::weight).containsExactly(3, 1, 1);
        assertThat(groq.keys()).extracting(key -> key.group().name()).containsExactly("org-a", "org-a", "trial");
        assertThat(groq.keys()).extracting(PoolKey::enabled).containsExactly(true, true, false);
        assertThat(groq.pinned()).contains("main");
        assertThat(groq.rules().policy()).isEqualTo(Policy.HEADROOM);
        assertThat(groq.rules().declared()).extracting(DeclaredLimit::limit).containsExactly(30L, 500_000L, 1000L);
        Verdict closed = groq.provider().dialect().classify(new Reply(403, name -> null, CLOSED), Instant.EPOCH);
        assertThat(closed.outcome()).isEqualTo(Outcome.KEY_FORBIDDEN);
        assertThat(closed.reach()).isEqualTo(Reach.KEY);
        assertThat(closed.waitMillis()).hasValue(30 * 60_000);
        assertThat(given.settings().warnings()).isEmpty();
    }

    @Test
    void everyFieldOfAnEntryStandsOnThePage() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(ProviderSettings.of("groq").lists())
                .allSatisfy(list -> assertThat(list.fields())
                        .allSatisfy(field -> assertThat(page).containsPattern("[ `]" + field.name() + "[`:]")));
    }

    @Test
    void everySettingOfAProviderStandsOnThePage() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(ProviderSettings.of("groq").all())
                .allSatisfy(setting -> assertThat(page)
                        .contains("| " + code(setting.name()) + " | "
                                + code(setting.path().replace("providers.groq.", ""))));
    }

    @Test
    void itsTableSaysEverySettingAsItIs() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `(KEYWHEEL_(?!GROQ_)|HTTPS_PROXY|NO_PROXY)[A-Z_]*` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        SettingTable.ALL.stream().map(OperationsPageTest::row).toList());
    }
}
