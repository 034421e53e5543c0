package io.keywheel.cli;

import io.keywheel.config.TwoProviders;
import io.keywheel.sim.Look;
import io.keywheel.sim.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What a command came to. */
record Ran(int exit, String out, String err) {
    private static final Terminal NOBODY = new Terminal(false, Look.PLAIN);

    /** What it finds around it. */
    record Around(Map<String, String> environment, Path directory, String in) {
        Ran run(String... args) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Shell shell = shell(NOBODY);
            int exit = Cli.run(runs(), shell, print(out), print(err), args);
            return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }

        /** On a terminal with colours; its output goes there while it runs. */
        int runOnTerminal(OutputStream out, OutputStream err, String... args) {
            Shell shell = shell(new Terminal(true, new Look(true, true)));
            return Cli.run(runs(), shell, print(out), print(err), args);
        }

        Shell nobodysShell() {
            return shell(NOBODY);
        }

        private Shell shell(Terminal terminal) {
            return new Shell(
                    environment, directory, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), terminal);
        }
    }

    static Runs runs() {
        return new Runs(
                flags -> Exit.OK,
                (settings, listener) -> {
                    throw new AssertionError("not started here");
                },
                () -> TwoProviders.CATALOG);
    }

    private static PrintStream print(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
