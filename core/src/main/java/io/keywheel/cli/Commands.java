package io.keywheel.cli;

import io.keywheel.cli.api.Ended;
import io.keywheel.cli.doctor.DoctorCommand;
import io.keywheel.cli.operate.Operators;
import io.keywheel.provider.Providers;
import io.keywheel.sim.DemoCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands as picocli knows them. */
record Commands(Runs runs, Shell shell) {
    private static final Pattern WORD = Pattern.compile("-{0,2}[a-z][a-z-]{0,30}");
    private static final Pattern LONG_VALUE = Pattern.compile("'[^']{17,}'");

    private static final IParameterExceptionHandler MISUSE = (misuse, args) -> {
        PrintWriter err = misuse.getCommandLine().getErr();
        err.println("keywheel: "
                + (misuse instanceof UnmatchedArgumentException unmatched
                        ? unknown(unmatched)
                        : words("" + misuse.getMessage())));
        UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("Try: " + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE;
    };

    private static final IExecutionExceptionHandler FAILURE = (failure, command, parsed) -> {
        if (failure instanceof Ended ended) return told(ended, command.getErr());
        command.getErr().println("keywheel: " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
        return Exit.FAILURE;
    };

    /** Names what is unknown, never its value: people try secrets as options, and as arguments. */
    private static String unknown(UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().get(0).replaceAll("=.*", "");
        return WORD.matcher(first).matches() ? "there is no " + first : "there is an argument too much";
    }

    private static String words(String message) {
        return LONG_VALUE.matcher(message).replaceAll("'…'");
    }

    private static int told(Ended ended, PrintWriter err) {
        String first = ended.lines().get(0);
        err.println(first.startsWith("{") ? first : "keywheel: " + first);
        ended.lines().stream().skip(1).forEach(err::println);
        return ended.exit();
    }

    int run(PrintStream out, PrintStream err, String... args) {
        return tree().setOut(writer(out))
                .setErr(writer(err))
                // Settings may begin with @; no argument is a file of arguments.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(MISUSE)
                .setExecutionExceptionHandler(FAILURE)
                .execute(args);
    }

    /** All of them. */
    CommandLine tree() {
        CommandLine config = new CommandLine(new ConfigCommand())
                .addSubcommand(SettingFlags.added(new CommandLine(new ConfigCommand.Check(shell, runs.catalog()))))
                .addSubcommand(SettingFlags.added(new CommandLine(new ConfigCommand.Show(shell, runs.catalog()))));
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(SettingFlags.added(new CommandLine(new ServeCommand(runs.serve()))))
                .addSubcommand(new DemoCommand(runs.sidecar(), Providers.groq()));
        Operators.addTo(root, shell);
        return root.addSubcommand(new DoctorCommand(shell, runs.catalog()))
                .addSubcommand(config)
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new VersionCommand());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
