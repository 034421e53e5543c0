package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code keywheel tokens list}. */
@Command(name = "list", description = "List admin tokens and caller tokens, without their secrets.")
final class TokensList extends OnServer {
    @Parameters(paramLabel = "KIND", arity = "0..1", description = "admin or caller (default: both).")
    private @Nullable TokenKind kind;

    TokensList(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        List<Doc> tokens = new ArrayList<>();
        for (TokenKind each : TokenKind.values())
            if (kind == null || kind == each) tokens.addAll(api.all(Ask.get("/tokens/" + each.name())));
        if (out.json()) out.json("items", tokens);
        else out.table(table(tokens));
        return Exit.OK;
    }

    private static Table table(List<Doc> tokens) {
        Table table = new Table("ID", "KIND", "NAME", "SCOPE OR MODELS", "EXPIRES", "LAST USED");
        for (Doc token : tokens)
            table.row(
                    token.text("id"),
                    token.text("kind"),
                    token.text("name"),
                    token.maybe("scope").orElseGet(() -> String.join(" ", token.texts("models"))),
                    token.maybe("expiresAt").map(Spans::local).orElse("never"),
                    token.maybe("lastUsedAt").map(Spans::local).orElse(""));
        return table;
    }
}
