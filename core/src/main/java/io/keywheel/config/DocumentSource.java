package io.keywheel.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** A source that is one document: what a store of vertx-config brings, read by one of its processors. */
record DocumentSource(Vertx vertx, String name, Format format, ConfigStore store) implements Source {

    @Override
    public Future<Contents> read() {
        return store.get().compose(text -> format.parse(vertx, text)).map(this::contents);
    }

    private Contents contents(JsonObject tree) {
        return format == Format.DOTENV ? FlatSource.dotenv(tree, name) : FileSource.read(tree, name);
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
