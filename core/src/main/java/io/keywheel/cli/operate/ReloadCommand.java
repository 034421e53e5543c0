package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel reload}. */
@Command(
        name = "reload",
        description = {
            "Read all sources again, on every member, and say what changed.",
            "Ends with 5 where a source is broken; what it held last goes on to count."
        })
final class ReloadCommand extends OnServer {
    @Option(names = "--dry-run", description = "Say what would change and change nothing.")
    private boolean dryRun;

    ReloadCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Ask ask = Ask.post("/reload");
        Doc report = api.send(dryRun ? ask.with("dryRun", true) : ask).doc();
        List<Doc> members = report.list("members");
        if (out.json()) out.json(report);
        else print(report, members, out);
        boolean broken =
                members.stream().anyMatch(member -> !member.texts("errors").isEmpty());
        return broken ? Exit.VALIDATION : Exit.OK;
    }

    private static void print(Doc report, List<Doc> members, Output out) {
        Table table = new Table("MEMBER", "ADDED", "REMOVED", "CHANGED", "UNCHANGED");
        for (Doc member : members)
            table.row(
                    member.text("member"),
                    String.join(" ", member.texts("added")),
                    String.join(" ", member.texts("removed")),
                    String.join(" ", member.texts("changed")),
                    member.text("unchanged"));
        out.table(table);
        for (Doc member : members)
            member.texts("errors").forEach(e -> out.say(member.text("member") + ": " + Table.clean(e)));
        out.say((report.is("dryRun", true) ? "Nothing was changed; it would be generation " : "Generation ")
                + report.text("generation") + ".");
    }
}
