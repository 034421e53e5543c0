package io.keywheel.cli.operate;

import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Ask;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that change how a key stands. */
abstract class KeysTurn extends OnServer {
    private final String verb;
    private final String told;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The keys.")
    private List<String> ids = new ArrayList<>();

    KeysTurn(Shell shell, String verb, String told) {
        super(shell);
        this.verb = verb;
        this.told = told;
    }

    Ask ask(Ask usual) {
        return usual;
    }

    @Override
    final int run(AdminApi api, Output out) {
        int exit = 0;
        for (String id : ids) {
            Answer answer = api.send(ask(Ask.post("/keys/" + Ask.part(id) + "/" + verb)));
            if (out.json()) out.json(answer.doc());
            exit = Math.max(exit, Changes.tell(answer, id + " " + told, out));
        }
        return exit;
    }

    /** {@code keywheel keys enable}. */
    @Command(name = "enable", description = "Take keys into rotation.")
    static final class Enable extends KeysTurn {
        Enable(Shell shell) {
            super(shell, "enable", "is enabled");
        }
    }

    /** {@code keywheel keys disable}. */
    @Command(
            name = "disable",
            description = "Take keys out of rotation, at once on all members; answers that run finish, unless --force.")
    static final class Disable extends KeysTurn {
        @Option(names = "--force", description = "Cut running answers within a second.")
        private boolean force;

        Disable(Shell shell) {
            super(shell, "disable", "is disabled");
        }

        @Override
        Ask ask(Ask usual) {
            return force ? usual.with("force", true) : usual;
        }
    }

    /** {@code keywheel keys recover}. */
    @Command(name = "recover", description = "End the quarantine and the rests of keys.")
    static final class Recover extends KeysTurn {
        Recover(Shell shell) {
            super(shell, "recover", "may serve again");
        }
    }

    /** {@code keywheel keys restore}. */
    @Command(name = "restore", description = "Take back a removal made with --after.")
    static final class Restore extends KeysTurn {
        Restore(Shell shell) {
            super(shell, "restore", "is back");
        }
    }
}
