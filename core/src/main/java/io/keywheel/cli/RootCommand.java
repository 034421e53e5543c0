package io.keywheel.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keywheel} alone: short help. */
@Command(
        name = "keywheel",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "A pool of API keys that applications see as one.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  keywheel demo                      see a pool at work; needs no key",
            "  GROQ_API_KEY=gsk_… keywheel serve  serve http://127.0.0.1:8080/v1",
            "",
            "Settings: flags, environment, .env, keywheel.yaml; see .env.example."
        })
final class RootCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.OK;
    }
}
