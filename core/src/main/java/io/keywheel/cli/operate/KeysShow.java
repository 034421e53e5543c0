package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code keywheel keys show}. */
@Command(name = "show", description = "Show one key: why it stands as it does, its models and budgets.")
final class KeysShow extends OnServer {
    @Parameters(paramLabel = "ID", description = "The key.")
    private String id = "";

    KeysShow(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Doc key = api.get("/keys/" + Ask.part(id));
        if (out.json()) out.json(key);
        else out.table(KeyTable.one(key, out.paint(), Instant.now()));
        return Exit.OK;
    }
}
