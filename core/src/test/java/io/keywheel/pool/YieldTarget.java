package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run must give.
 *
 * @param yield the least, of what the all-knowing chooser would have served
 * @param wasted the most refused calls for each served request
 */
record YieldTarget(double yield, double wasted) {
    private static final double HALF_A_CALL = 0.5;

    static YieldTarget of(YieldRun run) {
        boolean high = run.load() > 1;
        double wasted = high ? 0.01 : 0.005;
        double least = 0.99;
        if (run.members() > 1) wasted = high ? 0.1 : 0.04;
        if (!run.tellsHeaders()) {
            wasted = Math.max(wasted, 0.06);
            least = 0.98;
        }
        if (!YieldCases.BENCH.contains(run.of().name())) {
            wasted = Math.max(wasted, 0.02);
            least = 0.98;
        }
        return run.isBurst() ? new YieldTarget(1, run.members() > 1 ? wasted : 0.01) : new YieldTarget(least, wasted);
    }

    /** What falls short, in words; empty where nothing does. */
    List<String> missedBy(YieldResult result) {
        List<String> missed = new ArrayList<>();
        if (result.oracle() == 0) return missedByDead(result);
        if (result.share() < yield) missed.add(String.format(Locale.ROOT, "yield %.3f < %.2f", result.share(), yield));
        if (result.wasted() * result.served() > Math.max(wasted * result.served(), 1 + HALF_A_CALL)) {
            missed.add(String.format(Locale.ROOT, "wasted %.4f > %.3f", result.wasted(), wasted));
        }
        int members = result.run().members();
        if (result.run().of().name().equals("invalid") && result.rejected() > members) {
            missed.add(result.rejected() + " 401s");
        }
        return missed;
    }

    private static List<String> missedByDead(YieldResult result) {
        List<String> missed = new ArrayList<>();
        int calls = result.served() + result.refused() + result.rejected();
        if (calls > 0) missed.add(calls + " calls");
        if (result.failures().getOrDefault("429", 0) < result.offered()) missed.add("not each a 429");
        if (result.untrue() > 0) missed.add(result.untrue() + " told a wrong time");
        return missed;
    }
}
