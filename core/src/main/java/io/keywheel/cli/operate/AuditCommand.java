package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel audit}. */
@Command(name = "audit", description = "Say who changed what, the newest first.")
final class AuditCommand extends OnServer {
    @Option(names = "--actor", paramLabel = "ID", description = "Only by this one.")
    private @Nullable String actor;

    @Option(names = "--target", paramLabel = "ID", description = "Only on this one.")
    private @Nullable String target;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    AuditCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Ask ask = Ask.get("/audit")
                .with("actor", Optional.ofNullable(actor))
                .with("target", Optional.ofNullable(target))
                .with("limit", limit);
        List<Doc> entries = api.send(ask).doc().list("items");
        if (out.json()) out.json("items", entries);
        else out.table(table(entries));
        return Exit.OK;
    }

    private static Table table(List<Doc> entries) {
        Table table = new Table("AT", "WHO", "DID", "TO", "ON MEMBER", "AFTER");
        for (Doc entry : entries)
            table.row(
                    Spans.local(entry.text("at")),
                    entry.text("actor"),
                    entry.text("action"),
                    entry.text("target"),
                    entry.text("member"),
                    entry.text("after"));
        return table;
    }
}
