package io.keywheel.gateway;

import io.keywheel.provider.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The headers of an answer as a dialect looks them up. */
record AnswerHeaders(MultiMap headers) implements Reply.Headers {
    /** Names that know their hash. There are no more than dialects and rules name. */
    private static final Map<String, CharSequence> NAMES = new ConcurrentHashMap<>();

    @Override
    public @Nullable String get(String name) {
        CharSequence known = NAMES.get(name);
        return headers.get(known == null ? NAMES.computeIfAbsent(name, HttpHeaders::createOptimized) : known);
    }
}
