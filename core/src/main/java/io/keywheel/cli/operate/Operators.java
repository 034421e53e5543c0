package io.keywheel.cli.operate;

import io.keywheel.cli.Shell;
import java.util.List;
import picocli.CommandLine;

/** All commands that speak to a running server. */
public final class Operators {
    private Operators() {}

    public static void addTo(CommandLine root, Shell shell) {
        root.addSubcommand(keys(shell))
                .addSubcommand(new StatusCommand(shell))
                .addSubcommand(new EventsCommand(shell))
                .addSubcommand(new ReloadCommand(shell))
                .addSubcommand(new ExplainCommand(shell))
                .addSubcommand(new UsageCommand(shell))
                .addSubcommand(tokens(shell))
                .addSubcommand(new AuditCommand(shell))
                .addSubcommand(Group.of("master-key", "What seals the secrets.", List.of(new ResealCommand(shell))));
    }

    private static CommandLine keys(Shell shell) {
        return Group.of(
                "keys",
                "Look at keys, add, test and remove them, while traffic flows.",
                List.of(
                        new KeysList(shell),
                        new KeysShow(shell),
                        new KeysAdd(shell),
                        new KeysRemove(shell),
                        new KeysTurn.Enable(shell),
                        new KeysTurn.Disable(shell),
                        new KeysTurn.Recover(shell),
                        new KeysTurn.Restore(shell),
                        new KeysTest(shell),
                        new KeysImport(shell),
                        new KeysExport(shell)));
    }

    private static CommandLine tokens(Shell shell) {
        return Group.of(
                "tokens",
                "Tokens of operators and of applications.",
                List.of(new TokensList(shell), new TokensAdd(shell), new TokensRemove(shell)));
    }
}
