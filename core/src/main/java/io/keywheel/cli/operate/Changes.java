package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Doc;
import java.util.List;

/** Tells what came of a change: whether every member knows of it, and whether it was written. */
final class Changes {
    private Changes() {}

    /** Gives ok, or degraded where somebody lacks it. */
    static int tell(Answer answer, String what, Output out) {
        Doc doc = answer.doc();
        doc.texts("warnings").forEach(warning -> out.say("Note: " + warning));
        if (answer.status() == 202) {
            List<String> missing = doc.texts("missing");
            out.say(what + ", but not confirmed yet by " + String.join(", ", missing) + ".");
            return Exit.DEGRADED;
        }
        if (doc.is("durable", false)) {
            out.say(what + ". The store is away: it is written later.");
            return Exit.DEGRADED;
        }
        out.say(what + ".");
        return Exit.OK;
    }
}
