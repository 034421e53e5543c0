package io.keywheel.config;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** Reads {@code .env} files as a vertx-config format, {@code dotenv}; with {@code lines: true} each value brings its line. */
public final class DotenvProcessor implements ConfigProcessor {
    static final String LINES = "lines";

    @Override
    public String name() {
        return "dotenv";
    }

    @Override
    public Future<JsonObject> process(Vertx vertx, JsonObject configuration, Buffer input) {
        Dotenv file = Dotenv.parse(input.toString());
        if (!file.flaws().isEmpty()) return Future.failedFuture(new FlawedDotenv(file.flaws()));
        boolean lines = configuration.getBoolean(LINES, false);
        JsonObject values = new JsonObject();
        file.entries().forEach((name, entry) -> values.put(name, lines ? withLine(entry) : entry.value()));
        return Future.succeededFuture(values);
    }

    private static JsonObject withLine(Dotenv.Entry entry) {
        return new JsonObject().put("value", entry.value()).put("line", entry.line());
    }
}
