package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Doc;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code keywheel keys export}. */
@Command(name = "export", description = "Print all keys as CSV, masked; secrets are never given out.")
final class KeysExport extends OnServer {
    private static final List<String> COLUMNS =
            List.of("id", "provider", "label", "masked", "fingerprint", "quotaGroup", "source", "enabled", "weight");

    KeysExport(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Doc export = api.get("/keys/export");
        if (out.json()) {
            out.json(export);
            return Exit.OK;
        }
        out.line(String.join(",", COLUMNS));
        for (Doc key : export.list("items"))
            out.line(COLUMNS.stream().map(c -> quoted(key.text(c))).collect(Collectors.joining(",")));
        return Exit.OK;
    }

    /** A spreadsheet takes what begins with these for a formula. */
    private static String quoted(String text) {
        String harmless = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.matches("[^,\"\\r\\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
