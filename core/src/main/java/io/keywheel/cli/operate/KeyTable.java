package io.keywheel.cli.operate;

import io.keywheel.cli.api.Doc;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Keys as rows, and one key as lines. */
final class KeyTable {
    private KeyTable() {}

    static Table of(List<Doc> keys, Paint paint, Instant now) {
        Table table = new Table("ID", "PROVIDER", "STATE", "BACK IN", "SHARE", "REQUESTS", "RUNNING", "KEY", "LABEL");
        for (Doc key : keys)
            table.row(
                    line -> paint.like(key.text("state"), line),
                    key.text("id"),
                    key.text("provider"),
                    paint.state(key.text("state")),
                    Spans.until(key.maybe("until"), now),
                    share(key),
                    key.in("counts").text("total"),
                    key.text("inFlight"),
                    key.text("masked"),
                    key.text("label"));
        return table;
    }

    private static String share(Doc key) {
        return key.decimal("share")
                .map(s -> String.format(Locale.ROOT, "%.0f %%", s * 100))
                .orElse("");
    }

    static Table one(Doc key, Paint paint, Instant now) {
        Table table = new Table("FIELD", "VALUE");
        for (String field : List.of("id", "provider", "label", "masked", "fingerprint", "source", "weight"))
            table.row(field, key.text(field));
        table.row("quotaGroup", key.text("quotaGroup") + " (" + key.text("quotaGroupSource") + ")");
        table.row("state", paint.state(key.text("state")));
        table.row("reason", reason(key.in("reason")));
        table.row("since", key.maybe("since").map(Spans::local).orElse(""));
        table.row("back in", Spans.until(key.maybe("until"), now));
        table.row("share", share(key));
        key.in("counts").fields().forEach((name, count) -> table.row("requests " + name, "" + count));
        table.row("running", key.text("inFlight"));
        table.row("last used", key.maybe("lastUsedAt").map(Spans::local).orElse(""));
        for (Doc model : key.list("models")) models(table, model, paint, now);
        return table;
    }

    private static void models(Table table, Doc model, Paint paint, Instant now) {
        String until = Spans.until(model.maybe("until"), now);
        table.row(
                "model " + model.text("model"),
                paint.state(model.text("state")) + (until.isEmpty() ? "" : ", back in " + until));
        for (Doc budget : model.list("budgets"))
            table.row("  " + budget.text("dimension"), budget.text("remaining") + " of " + budget.text("limit"));
    }

    private static String reason(Doc reason) {
        return String.join(
                        " ",
                        List.of(
                                reason.text("outcome"),
                                reason.text("status"),
                                reason.text("code"),
                                reason.text("message")))
                .strip()
                .replaceAll(" +", " ");
    }
}
