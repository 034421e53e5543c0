package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import io.keywheel.cli.api.Ended;

/** Waits for an operation of the server, and shows on a terminal how far it is. */
record LongWork(AdminApi api, Output out) {
    private static final long PACE_MILLIS = 200;
    private static final int BAR = 30;

    /** The operation when it has ended; at once where the answer is not one. */
    Doc end(Answer begun) {
        Doc work = begun.doc();
        while (work.text("state").equals("running")) {
            show(work);
            pause();
            work = api.get("/operations/" + Ask.part(work.text("id")));
        }
        show(work);
        if (out.interactive()) out.err().println();
        if (work.text("state").equals("failed"))
            throw new Ended(Exit.FAILURE, "the " + work.text("kind") + " failed.", "Look at the server's log.");
        return work;
    }

    private void show(Doc work) {
        if (!out.interactive()) return;
        long total = Math.max(1, work.number("total"));
        int full = (int) (BAR * Math.min(total, work.number("done")) / total);
        String bar = "#".repeat(full) + ".".repeat(BAR - full);
        out.err()
                .print("\r" + work.text("kind") + " [" + bar + "] " + work.number("done") + " of "
                        + work.number("total"));
        out.err().flush();
    }

    private static void pause() {
        try {
            Thread.sleep(PACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended(Exit.FAILURE, "interrupted; the server goes on.", "");
        }
    }
}
