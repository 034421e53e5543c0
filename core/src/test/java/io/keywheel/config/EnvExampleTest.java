package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code .env.example} is where people look names up. */
class EnvExampleTest {
    @RegisterExtension
    final Given given = new Given();

    private String example = "";

    @BeforeEach
    void read() throws IOException {
        example = Files.readString(Path.of("..", ".env.example"));
    }

    @Test
    void itNamesEverySettingBothWays() {
        List<String> names = new ArrayList<>(SettingTable.LAUNCHER);
        names.add(SettingsLoader.CONFIG);
        for (Setting<?> setting : SettingTable.ALL) names.add(setting.name());

        assertThat(names).allSatisfy(name -> assertThat(example).containsPattern("(?m)^#? ?" + name + "="));
        assertThat(SettingTable.ALL)
                .allSatisfy(setting -> assertThat(example)
                        .containsPattern("\\[([^\\]]*, )?" + setting.path().replace(".", "\\.") + "(,[^\\]]*)?\\]"));
    }

    @Test
    void itLoadsAsItIs() {
        given.file(".env", example);

        assertThat(given.settings().warnings()).hasSize(1);
    }

    @Test
    void withEveryLineInForceOnlyTheKeysThatAreNoneAreMistakes() {
        String inForce = example.lines()
                .map(line -> line.matches("#[A-Z_]+=.*") ? line.substring(1) : line)
                .collect(Collectors.joining("\n"));
        given.file(".env", inForce);

        assertThat(given.mistakes())
                .hasSize(7)
                .allMatch(line -> line.contains("it looks like a placeholder or a mask"));
    }
}
