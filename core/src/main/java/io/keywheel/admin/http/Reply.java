package io.keywheel.admin.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation answers.
 *
 * @param body a value that is written as JSON
 */
public record Reply(int status, Optional<Object> body, Map<String, String> headers) {

    /** Somebody writes the answer himself: the live feed. */
    public static final Reply TAKEN = new Reply(0, Optional.empty(), Map.of());

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply of(int status, Object body) {
        return new Reply(status, Optional.of(body), Map.of());
    }

    public static Reply ok(Object body) {
        return of(200, body);
    }

    public static Reply empty() {
        return new Reply(204, Optional.empty(), Map.of());
    }

    public static Reply of(Problem problem) {
        return of(problem.status(), problem.written()).with("Content-Type", "application/problem+json");
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, body, more);
    }

    public Reply etag(String version) {
        return with("ETag", '"' + version + '"');
    }
}
