package io.keywheel.probe;

import io.keywheel.pool.PoolKey;
import java.util.concurrent.CompletionStage;

/** Asks a provider whether it accepts a key, without a bill. */
@FunctionalInterface
interface ProbeCall {

    /** Never blocks, never fails; any thread may call. */
    CompletionStage<Answer> ask(PoolKey key);
}
