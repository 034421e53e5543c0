package io.keywheel.keyring;

import io.keywheel.admin.port.TestResult;
import io.keywheel.pool.PoolKey;
import java.util.concurrent.CompletionStage;

/** Asks a provider whether it accepts a key, without a bill. */
@FunctionalInterface
public interface Asker {

    /** Never fails. */
    CompletionStage<TestResult> ask(PoolKey key);
}
