package io.keywheel.pool;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What a chooser that knows every limit would serve of the same arrivals: the fullest organisation that fits takes the request. */
final class YieldOracle {
    private static final double HAIR = 1e-6;

    private final Timeline time = new Timeline();
    private final YieldProvider knows;
    private final double patience;
    private final Queue<YieldRequest> waiting = new ArrayDeque<>();
    private int served;

    private YieldOracle(YieldRun run, double patience) {
        this.knows = new YieldProvider(run.of().world(), time, run.seed());
        this.patience = patience;
    }

    /** @param patience seconds that requests may wait, first come first served; 0 as in the bench */
    static int served(YieldRun run, List<YieldRequest> arrivals, double patience) {
        // Whether a burst can be served at all hangs on the keys that were used up before.
        if (run.isBurst()) {
            return run.of().usedUp().size() == run.of().world().keys().size() ? 0 : arrivals.size();
        }
        YieldOracle oracle = new YieldOracle(run, patience);
        for (YieldRequest request : arrivals) oracle.time.at(request.at(), () -> oracle.came(request));
        for (YieldCase.Phase phase : run.of().phases()) {
            oracle.time.at(phase.at(), () -> phase.provider().accept(oracle.knows));
        }
        oracle.time.run();
        return oracle.served;
    }

    private void came(YieldRequest request) {
        waiting.add(request);
        if (waiting.size() == 1) look();
    }

    private void look() {
        for (YieldRequest first = waiting.peek(); first != null; first = waiting.peek()) {
            if (knows.admitsInFullest(first)) {
                served++;
                waiting.remove();
                continue;
            }
            double next = Math.max(knows.admitsAt(first), time.seconds()) + HAIR;
            if (next <= first.at() + patience) {
                time.at(next, this::look);
                return;
            }
            waiting.remove();
        }
    }
}
