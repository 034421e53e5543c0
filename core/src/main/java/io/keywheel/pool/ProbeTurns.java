package io.keywheel.pool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who of all members probes a rejected key: one at a time. */
@FunctionalInterface
public interface ProbeTurns {

    /**
     * Takes the turn to probe a key for so long, unless somebody has it. Never blocks.
     *
     * @return whether it was taken
     */
    CompletionStage<Boolean> take(String pool, String keyId, long millis);

    /** A node of its own: every turn is its own. */
    ProbeTurns ALONE = (pool, keyId, millis) -> CompletableFuture.completedStage(true);
}
