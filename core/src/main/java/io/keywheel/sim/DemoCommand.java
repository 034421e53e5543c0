package io.keywheel.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.keywheel.provider.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keywheel demo}. Ends with 0, or with 1 where a caller saw an error that the scenario is not about. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "See a pool at work, before a simulated provider; needs no key.",
            "On a terminal it goes on serving after its story, until Ctrl-C."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 3_600;
    private static final int LONGEST_END = 10;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long the story takes, 10 to 3600; then the demo ends.")
    private @Nullable Integer seconds;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Members that act as one pool, 1 to 5.")
    private int nodes = 1;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The gateway's port; without it 8080, or any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "demo",
            description = "demo, all-keys-dead or busy-day.")
    private String scenario = "demo";

    @Option(names = "--log", description = "Shows the sidecar's log as well.")
    private boolean log;

    @Spec
    private @Nullable CommandSpec spec;

    private final SidecarStart start;
    private final Dialect dialect;

    /** @param dialect how the simulated provider is understood: Groq's */
    public DemoCommand(SidecarStart start, Dialect dialect) {
        this.start = start;
        this.dialect = dialect;
    }

    @Override
    public Integer call() throws InterruptedException {
        Demo.Options options = options();
        if (!log) quietLog();
        Terminal terminal = Terminal.of(System.getenv());
        PrintStream out = Terminal.standardOutput();
        Vertx vertx = Vertx.vertx();
        Demo demo = new Demo(vertx, start, dialect, terminal.look(), out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(demo.stop()), "demo-end"));
        try {
            Totals totals =
                    demo.run(options).toCompletionStage().toCompletableFuture().join();
            if (terminal.interactive() && seconds == null) serveOn(out, terminal.look());
            return totals.isAsPromised() ? 0 : 1;
        } catch (CompletionException e) {
            return fail(e);
        } finally {
            await(demo.stop().eventually(vertx::close));
        }
    }

    private Demo.Options options() {
        int length = seconds == null ? 0 : within("--seconds", seconds, SHORTEST, LONGEST);
        int members = within("--nodes", nodes, 1, 5);
        int wanted = port == null ? Members.freePort(USUAL_PORT) : within("--port", port, 0, 65_535);
        Optional<Scenario> named = Scenarios.named(scenario, members);
        if (named.isEmpty()) throw wrong("--scenario: there is no '" + scenario + "'; known are " + Scenarios.names());
        Scenario played = named.get();
        return new Demo.Options(length == 0 ? played : played.within(Duration.ofSeconds(length)), members, wanted);
    }

    private int within(String option, int value, int least, int most) {
        if (value >= least && value <= most) return value;
        throw wrong(option + ": " + value + " is not between " + least + " and " + most);
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec().commandLine(), text);
    }

    private CommandSpec spec() {
        if (spec == null) throw new IllegalStateException("the command line is not read yet");
        return spec;
    }

    /** The log would tear the story apart; what goes wrong for callers the story tells itself. */
    private static void quietLog() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) root.setLevel(Level.OFF);
    }

    private static void serveOn(PrintStream out, Look look) throws InterruptedException {
        out.println(look.text("  Still serving · Ctrl-C ends it and removes its data."));
        new CountDownLatch(1).await();
    }

    private int fail(CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        spec().commandLine().getErr().println("The demo could not start: " + cause.getMessage());
        return 1;
    }

    /** Waits for an end, but not for ever: the process is about to end anyway. */
    private static void await(Future<?> end) {
        try {
            end.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(LONGEST_END, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LoggerFactory.getLogger(DemoCommand.class).warn("The demo did not end in order: {}", e.toString());
        }
    }
}
