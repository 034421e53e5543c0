package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keywheel keys import}. */
@Command(
        name = "import",
        description = {
            "Add many keys: one a line, CSV with a header, or JSON. The same key twice counts once.",
            "Ends with 5 where a line cannot be taken; the others are."
        })
final class KeysImport extends OnServer {
    private static final Map<String, String> TYPES =
            Map.of("csv", "text/csv", "json", "application/json", "lines", "text/plain");

    @Parameters(paramLabel = "FILE", description = "The keys; - is standard input.")
    private Path file = Path.of("-");

    @Option(names = "--provider", paramLabel = "NAME", description = "Whose they are, where a line does not say it.")
    private @Nullable String provider;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "lines, csv or json (default: by the file's ending, else lines).")
    private @Nullable String format;

    @Option(names = "--dry-run", description = "Say what would happen and change nothing.")
    private boolean dryRun;

    KeysImport(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        String type = TYPES.get(format());
        if (type == null) throw misuse("--format: there is no such format.", "It is lines, csv or json.");
        Ask ask = Ask.post("/keys/import")
                .with("provider", Optional.ofNullable(provider))
                .text(type + "; charset=utf-8", new SecretInput(shell()).bytes(file));
        Answer answer = api.send(dryRun ? ask.with("dryRun", true) : ask);
        Doc report = answer.status() == 202 ? new LongWork(api, out).end(answer).in("result") : answer.doc();
        if (out.json()) out.json(report);
        else print(report, out);
        return report.number("invalid") > 0 ? Exit.VALIDATION : Exit.OK;
    }

    private String format() {
        if (format != null) return format.toLowerCase(Locale.ROOT);
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") ? "csv" : name.endsWith(".json") ? "json" : "lines";
    }

    private static void print(Doc report, Output out) {
        Table table = new Table("LINE", "RESULT", "ID", "KEY", "REASON");
        for (Doc line : report.list("lines"))
            table.row(
                    text -> line.text("result").equals("invalid") ? out.paint().bad(text) : text,
                    line.text("line"),
                    line.text("result"),
                    line.text("id"),
                    line.text("masked"),
                    line.text("reason"));
        out.table(table);
        String would = report.is("dryRun", true) ? "Would be: " : "";
        out.say(would + report.text("added") + " added, " + report.text("duplicate") + " there already, "
                + report.text("invalid") + " not taken.");
    }
}
