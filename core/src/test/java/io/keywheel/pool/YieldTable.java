package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Results as the bench prints them. */
final class YieldTable {
    private static final List<String> HEAD = List.of(
            "case",
            "load",
            "patience",
            "members",
            "offered",
            "oracle",
            "served",
            "yield",
            "with waiting",
            "wasted per served",
            "provider 429",
            "provider 401",
            "missed",
            "untrue",
            "failures seen",
            "p50 ms",
            "p99 ms",
            "drain s",
            "misses");

    private final List<List<String>> rows = new ArrayList<>(List.of(HEAD));

    private final boolean onlyMissed;

    YieldTable(boolean onlyMissed) {
        this.onlyMissed = onlyMissed;
    }

    void add(YieldResult result) {
        YieldRun run = result.run();
        List<String> missed = YieldTarget.of(run).missedBy(result);
        if (onlyMissed && missed.isEmpty()) return;
        Map<String, Integer> failures = new TreeMap<>(result.failures());
        rows.add(List.of(
                run.of().name() + (run.tellsHeaders() ? "" : ", no headers"),
                run.isBurst() ? "burst" : number("%.2f", run.load()),
                number("%.0f", run.patience()),
                String.valueOf(run.members()),
                String.valueOf(result.offered()),
                String.valueOf(result.oracle()),
                String.valueOf(result.served()),
                result.oracle() == 0 ? "-" : number("%.3f", result.share()),
                result.patient() == 0 ? "-" : number("%.3f", (double) result.served() / result.patient()),
                number("%.4f", result.wasted()),
                String.valueOf(result.refused()),
                String.valueOf(result.rejected()),
                String.valueOf(result.missed()),
                String.valueOf(result.untrue()),
                failures.isEmpty()
                        ? "-"
                        : failures.toString().replaceAll("[{}]", "").replace('=', ':'),
                number("%.0f", result.half()),
                number("%.0f", result.most()),
                number("%.1f", result.drain()),
                String.join(", ", missed)));
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }

    @Override
    public String toString() {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                text.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
