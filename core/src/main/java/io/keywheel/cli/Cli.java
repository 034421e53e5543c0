package io.keywheel.cli;

import java.io.PrintStream;
import java.util.Map;

/** The way in: {@code serve} without options starts at once, everything else through picocli, which takes its time to load. */
public final class Cli {
    private Cli() {}

    /** Runs the command and returns one of {@link Exit}. */
    public static int run(Runs runs, String... args) {
        return run(runs, Shell.ofThisProcess(), System.out, System.err, args);
    }

    static int run(Runs runs, Shell shell, PrintStream out, PrintStream err, String... args) {
        if (args.length == 1 && args[0].equals("serve")) return runs.serve().serve(Map.of());
        return new Commands(runs, shell).run(out, err, args);
    }
}
