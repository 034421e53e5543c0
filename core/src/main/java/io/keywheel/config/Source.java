package io.keywheel.config;

import io.vertx.core.Future;

/** A place that settings and keys come from. */
interface Source {

    /** All that it holds now. Fails with {@link SourceTrouble} or as a parser does. */
    Future<Contents> read();

    /** Gives back what it holds open. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
