package io.keywheel.admin.http;

import io.vertx.core.Future;

/** What an operation does with a request that the contract admits. */
@FunctionalInterface
public interface Action {
    Future<Reply> act(Call call);

    /** One that has its answer at hand. */
    static Action now(java.util.function.Function<Call, Reply> answer) {
        return call -> Future.succeededFuture(answer.apply(call));
    }
}
