package io.keywheel.provider;

import io.keywheel.pool.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A provider's answer for tests, and what a dialect makes of it. */
record Answer(int status, Map<String, String> headers, byte[] body) {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static Answer of(int status, String body) {
        return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** In OpenAI's envelope. */
    static Answer error(int status, String code, String message) {
        String json = "{\"error\":{\"message\":\"%s\",\"type\":\"some_error\",\"param\":null,\"code\":\"%s\"}}";
        return of(status, json.formatted(message, code));
    }

    /** In OpenAI's envelope, with nothing in it but the sentence. */
    static Answer saying(int status, String message) {
        return of(
                status,
                "{\"error\":{\"message\":\"%s\",\"type\":null,\"param\":null,\"code\":null}}".formatted(message));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Map.copyOf(more), body);
    }

    Verdict asGroq() {
        return as(Groq.DIALECT);
    }

    Verdict asOpenAi() {
        return as(OpenAi.DIALECT);
    }

    Verdict asGeneric() {
        return as(Generic.DIALECT);
    }

    /** As the provider of that name means it. */
    Verdict as(String provider) {
        return as(Providers.known(provider).map(Provider::dialect).orElse(Generic.DIALECT));
    }

    Verdict as(Dialect dialect) {
        return dialect.classify(new Reply(status, headers::get, body), NOW);
    }
}
