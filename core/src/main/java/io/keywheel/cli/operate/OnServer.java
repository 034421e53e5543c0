package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.HelpOption;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ended;
import io.keywheel.cli.api.ServerOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a running server. */
@Command(sortOptions = false)
abstract class OnServer implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    OnServer(Shell shell) {
        this.shell = shell;
    }

    /** Gives what the process ends with. */
    abstract int run(AdminApi api, Output out);

    @Override
    public final Integer call() {
        CommandSpec known = spec;
        if (help.isWanted() || known == null) return Exit.OK;
        Output out = new Output(
                known.commandLine().getOut(),
                known.commandLine().getErr(),
                Paint.on(shell.terminal()),
                server.json(),
                shell.terminal().interactive());
        return run(new AdminApi(server.server(shell)), out);
    }

    final Shell shell() {
        return shell;
    }

    static Ended misuse(String what, String mend) {
        return new Ended(Exit.USAGE, what, mend);
    }
}
