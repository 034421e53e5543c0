package io.keywheel.config;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.config.spi.utils.Processors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a document is written. vertx-config reads all of them. */
enum Format {
    YAML,
    JSON,
    PROPERTIES,
    DOTENV;

    private static final Map<String, Format> ENDINGS =
            Map.of("yaml", YAML, "yml", YAML, "json", JSON, "properties", PROPERTIES, "env", DOTENV);
    private static final JsonObject AS_WRITTEN =
            new JsonObject().put("hierarchical", true).put("raw-data", true).put(DotenvProcessor.LINES, true);

    /** By the ending of a file's name. */
    static Optional<Format> ofName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(ENDINGS.get(ending));
    }

    static Format named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElse(YAML);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tree that the text is. An empty text is an empty tree. Fails as its parser does. */
    Future<JsonObject> parse(Vertx vertx, Buffer text) {
        if (text.toString().isBlank()) return Future.succeededFuture(new JsonObject());
        ConfigProcessor processor = Processors.get(word());
        return processor.process(vertx, AS_WRITTEN, text).map(Format::orNothing);
    }

    /** vertx-config takes YAML of nothing but comments for no tree at all. */
    private static JsonObject orNothing(@Nullable JsonObject tree) {
        return tree == null ? new JsonObject() : tree;
    }
}
