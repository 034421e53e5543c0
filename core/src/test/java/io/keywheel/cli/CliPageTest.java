package io.keywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page of commands is what {@code --help} says; {@code -Dkeywheel.pages=write} writes it anew. */
class CliPageTest {
    private static final Path PAGE = Path.of("..", "docs", "cli.md");
    private static final int WIDTH = 100;
    private static final String MARK = "<!-- From here on written by CliPageTest. -->\n";

    private static CommandLine tree() {
        Ran.Around around = new Ran.Around(Map.of(), Path.of(""), "");
        return new Commands(Ran.runs(), around.nobodysShell()).tree();
    }

    private static String help(CommandLine command) {
        command.setUsageHelpWidth(WIDTH);
        String text = command.getUsageMessage(Ansi.OFF);
        return "### " + command.getCommandSpec().qualifiedName() + "\n\n```\n"
                + text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .strip() + "\n```\n";
    }

    private static String all(CommandLine command) {
        String own = help(command);
        String others =
                command.getSubcommands().values().stream().map(CliPageTest::all).collect(Collectors.joining("\n"));
        return others.isEmpty() ? own : own + "\n" + others;
    }

    @Test
    void thePageSaysWhatHelpSays() throws IOException {
        String page = Files.readString(PAGE);
        String head = page.substring(0, page.indexOf(MARK) + MARK.length());
        String now = head + "\n" + all(tree());
        if ("write".equals(System.getProperty("keywheel.pages"))) Files.writeString(PAGE, now);

        assertThat(Files.readString(PAGE)).isEqualTo(now);
    }

    @Test
    void everyCommandSaysWhatItDoesAndNoneTakesASecret() {
        for (CommandLine command : leaves(tree())) {
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(command.getCommandSpec().optionsMap().keySet())
                    .doesNotContain("--secret", "--key", "--token", "--password");
        }
    }

    private static List<CommandLine> leaves(CommandLine command) {
        if (command.getSubcommands().isEmpty()) return List.of(command);
        return command.getSubcommands().values().stream()
                .flatMap(each -> leaves(each).stream())
                .toList();
    }

    @Test
    void completionKnowsEveryCommandInBash(@TempDir Path folder) throws Exception {
        Ran ran = new Ran.Around(Map.of(), folder, "").run("completion", "bash");
        Path script = Files.writeString(folder.resolve("completion"), ran.out());
        String asks = "source " + script
                + "; COMP_WORDS=(keywheel keys re); COMP_CWORD=2; _complete_keywheel; echo \"${COMPREPLY[@]}\"";

        Process bash =
                new ProcessBuilder("bash", "-c", asks).redirectErrorStream(true).start();

        assertThat(new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip())
                .isEqualTo("recover restore");
    }

    @Test
    void zshGetsTheSameScriptAndNoOtherShellAny(@TempDir Path folder) {
        Ran.Around around = new Ran.Around(Map.of(), folder, "");

        assertThat(around.run("completion", "zsh").out()).contains("bashcompinit");
        assertThat(around.run("completion", "fish").exit()).isEqualTo(Exit.USAGE);
    }
}
