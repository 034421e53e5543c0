package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import picocli.CommandLine.Command;

/** {@code keywheel master-key reseal}. */
@Command(
        name = "reseal",
        description = {
            "Seal every record with the newest master key. Afterwards the old one may go.",
            "First put the new one before the old one in KEYWHEEL_MASTER_KEY of every member, and reload."
        })
final class ResealCommand extends OnServer {
    ResealCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Doc work = new LongWork(api, out).end(api.send(Ask.post("/master-key/reseal")));
        if (out.json()) out.json(work);
        else out.line(work.text("result"));
        out.say("Sealed anew: " + work.text("result") + " records. The old master key may go.");
        return Exit.OK;
    }
}
