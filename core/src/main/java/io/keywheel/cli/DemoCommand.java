package io.keywheel.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "See a pool at work, before a simulated provider.")
final class DemoCommand implements Callable<Integer> {
    private final DemoRun run;

    @Option(names = "--nodes", defaultValue = "1", description = "Members, 1 to 9 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(names = "--scenario", defaultValue = "demo", description = "What happens (default: ${DEFAULT-VALUE}).")
    private String scenario = "demo";

    @Option(names = "--seconds", description = "How long it runs (default: until stopped).")
    private @Nullable Integer seconds;

    @Option(names = "--port", defaultValue = "8080", description = "Data plane (default: ${DEFAULT-VALUE}; 0 = any).")
    private int port;

    @Option(
            names = "--admin-port",
            defaultValue = "8081",
            description = "Admin plane (default: ${DEFAULT-VALUE}; 0 = any).")
    private int adminPort;

    DemoCommand(DemoRun run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        Optional<Duration> length = Optional.ofNullable(seconds).map(Duration::ofSeconds);
        return run.demo(new DemoRun.Options(nodes, scenario, length, port, adminPort));
    }
}
