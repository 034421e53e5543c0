package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operator guide's table of settings is the table that the sidecar reads. */
class OperationsPageTest {

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

    @Test
    void itsTableSaysEverySettingAsItIs() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
                .filter(line -> line.matches("\\| `(KEYWHEEL_|HTTPS_PROXY|NO_PROXY)[A-Z_]*` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        SettingTable.ALL.stream().map(OperationsPageTest::row).toList());
    }
}
