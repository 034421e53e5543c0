package io.keywheel.pool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What came of a run's requests. */
final class YieldLedger {
    private static final double EARLY = 0.05;
    private static final double LATE = 1;

    static final Consumer<String> QUIET = line -> {};

    private final YieldRun run;
    private final Timeline time;
    private final YieldProvider provider;
    private final Consumer<String> trace;
    private final Map<String, Integer> failures = new TreeMap<>();
    private double[] waits = new double[1_024];
    private int served;
    private int missed;
    private int untrue;
    private int refusedBefore;
    private int rejectedBefore;
    private double last;

    YieldLedger(YieldRun run, Timeline time, YieldProvider provider, Consumer<String> trace) {
        this.run = run;
        this.time = time;
        this.provider = provider;
        this.trace = trace;
    }

    /** What was offered, and what a chooser that knows all would have served of it, at once and with waiting. */
    record Yardstick(int offered, int oracle, int patient) {}

    /** What came before the run itself does not count. */
    void begin() {
        served = 0;
        failures.clear();
        refusedBefore = provider.refused();
        rejectedBefore = provider.rejected();
    }

    /** A call that the provider refused. */
    void wasted(YieldMember.Call call, String key, Verdict verdict) {
        trace(
                "%.3f %s refused %d tokens: %s, wait %d, %s",
                time.seconds(),
                key,
                call.request.tokens(),
                verdict.outcome(),
                verdict.waitMillis().orElse(-1),
                verdict.numbers().map(Object::toString).orElse(""));
    }

    /** The provider's own answer reached the caller. */
    void answered(YieldMember.Call call, Verdict verdict) {
        last = time.seconds();
        if (verdict.outcome() != Outcome.SUCCEEDED) {
            failures.merge("passed " + verdict.status(), 1, Integer::sum);
            return;
        }
        if (served == waits.length) waits = Arrays.copyOf(waits, 2 * served);
        waits[served++] = (time.micros() - call.cameMicros) / 1e3;
    }

    /** No key served; the time that the caller is told is compared with the provider's own. */
    void refused(YieldMember.Call call, Exhausted why, long patienceLeft) {
        last = time.seconds();
        failures.merge(why.reason() == Exhausted.Reason.ALL_REST ? "429" : "503", 1, Integer::sum);
        double truth = provider.admitsAt(call.request);
        double told = why.soonest().isPresent() ? (why.soonest().getAsLong() - Timeline.START) / 1e3 : truth;
        boolean now = truth <= time.seconds();
        boolean early = told < truth - EARLY;
        boolean late = patienceLeft <= 0 && told > truth + LATE;
        if (now) missed++;
        if (early || late) untrue++;
        if (now || early || late) {
            trace("%.3f told %.3f instead of %.3f for %d tokens", time.seconds(), told, truth, call.request.tokens());
        }
    }

    private void trace(String line, Object... values) {
        if (trace != QUIET) trace.accept(String.format(Locale.ROOT, line, values));
    }

    YieldResult result(Yardstick yardstick, double lastArrival) {
        double[] sorted = Arrays.copyOf(waits, served);
        Arrays.sort(sorted);
        return new YieldResult(
                run,
                yardstick.offered(),
                yardstick.oracle(),
                yardstick.patient(),
                served,
                provider.refused() - refusedBefore,
                provider.rejected() - rejectedBefore,
                missed,
                untrue,
                Map.copyOf(failures),
                part(sorted, 0.5),
                part(sorted, 0.99),
                Math.max(0, last - lastArrival));
    }

    private static double part(double[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }
}
