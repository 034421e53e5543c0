package io.keywheel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keywheel serve}, with every setting that is no secret as an option. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Serve applications until stopped.",
        sortOptions = false,
        footer = {"", "Secrets are never flags: GROQ_API_KEY and the like, see .env.example."})
final class ServeCommand implements Callable<Integer> {
    private final ServeRun run;

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(ServeRun run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        return run.serve(spec == null ? Map.of() : SettingFlags.given(spec));
    }
}
