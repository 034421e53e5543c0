package io.keywheel.gateway;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for futures in tests. */
final class Futures {
    private Futures() {}

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the future failed", e);
        }
    }
}
