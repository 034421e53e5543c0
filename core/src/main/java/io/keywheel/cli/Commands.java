package io.keywheel.cli;

import io.keywheel.provider.Providers;
import io.keywheel.sim.DemoCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands as picocli knows them. */
final class Commands {
    private static final IParameterExceptionHandler MISUSE = (misuse, args) -> {
        PrintWriter err = misuse.getCommandLine().getErr();
        err.println("keywheel: "
                + (misuse instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : misuse.getMessage()));
        UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("Try: " + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE;
    };

    private static final IExecutionExceptionHandler FAILURE = (failure, command, parsed) -> {
        command.getErr().println("keywheel: " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
        return Exit.FAILURE;
    };

    private Commands() {}

    /** Names what is unknown, never its value: people try secrets as options. */
    private static String unknown(UnmatchedArgumentException unmatched) {
        return "there is no " + unmatched.getUnmatched().get(0).replaceAll("=.*", "");
    }

    static int run(Runs runs, PrintStream out, PrintStream err, String... args) {
        CommandLine config = new CommandLine(new ConfigCommand())
                .addSubcommand(SettingFlags.added(new CommandLine(new ConfigCommand.Check(runs.catalog()))))
                .addSubcommand(SettingFlags.added(new CommandLine(new ConfigCommand.Show(runs.catalog()))));
        return new CommandLine(new RootCommand())
                .addSubcommand(SettingFlags.added(new CommandLine(new ServeCommand(runs.serve()))))
                .addSubcommand(new DemoCommand(runs.sidecar(), Providers.groq()))
                .addSubcommand(config)
                .addSubcommand(new VersionCommand())
                .setOut(writer(out))
                .setErr(writer(err))
                // Settings may begin with @; no argument is a file of arguments.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(MISUSE)
                .setExecutionExceptionHandler(FAILURE)
                .execute(args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
