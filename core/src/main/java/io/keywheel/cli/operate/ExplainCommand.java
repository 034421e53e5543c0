package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keywheel explain}. */
@Command(
        name = "explain",
        description = {
            "Say which key would serve a model now.",
            "And why not the others. Sends nothing. Ends with 8 where none would."
        })
final class ExplainCommand extends OnServer {
    @Parameters(paramLabel = "MODEL", description = "The model.")
    private String model = "";

    @Option(names = "--provider", paramLabel = "NAME", description = "Of this provider (default: the usual one).")
    private @Nullable String provider;

    ExplainCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("model", model);
        if (provider != null) order.put("provider", provider);
        Doc told = api.send(Ask.post("/route/explain").json(order)).doc();
        if (out.json()) out.json(told);
        else print(told, out);
        return told.maybe("key").isPresent() ? Exit.OK : Exit.DEGRADED;
    }

    private static void print(Doc told, Output out) {
        Table table = new Table("KEY", "SERVES", "WHY NOT", "DIMENSION", "BACK IN");
        for (Doc key : told.list("keys"))
            table.row(
                    key.text("key"),
                    key.is("chosen", true) ? "next" : key.is("serves", true) ? "yes" : "no",
                    key.is("serves", true) ? "" : key.text("obstacle"),
                    key.text("dimension"),
                    Spans.until(key.maybe("until"), Instant.now()));
        out.table(table);
        if (told.maybe("key").isEmpty()) out.say("No key of " + told.text("provider") + " can serve it now.");
    }
}
