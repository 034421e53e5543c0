package io.keywheel.cli;

import io.keywheel.cli.api.Ended;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keywheel completion}. */
@Command(
        name = "completion",
        description = {
            "Print a completion script.",
            "bash: source <(keywheel completion bash)",
            "zsh:  source <(keywheel completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String name = "";

    @Mixin
    private final HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (help.isWanted() || spec == null) return Exit.OK;
        if (!name.equals("bash") && !name.equals("zsh"))
            throw new Ended(Exit.USAGE, "there is no completion for that shell.", "It is bash or zsh.");
        // One script for both: in zsh it loads bash's way of completing.
        String script = AutoComplete.bash("keywheel", spec.root().commandLine());
        spec.commandLine().getOut().println(script);
        return Exit.OK;
    }
}
