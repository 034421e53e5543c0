package io.keywheel.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to be.
 *
 * @param path below {@code /admin/v1}
 */
public record Ask(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public static Ask of(String method, String path) {
        return new Ask(method, path, Map.of(), Map.of(), NOTHING);
    }

    public static Ask get(String path) {
        return of("GET", path);
    }

    public static Ask post(String path) {
        return of("POST", path);
    }

    public Ask with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value.toString());
        return new Ask(method, path, more, headers, body);
    }

    public Ask with(String name, Optional<?> value) {
        return value.isPresent() ? with(name, value.get()) : this;
    }

    public Ask header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Ask(method, path, query, more, body);
    }

    public Ask json(Map<String, ?> object) {
        return text("application/json", Json.line(object).getBytes(StandardCharsets.UTF_8));
    }

    public Ask text(String type, byte[] bytes) {
        return new Ask(method, path, query, headers, bytes).header("Content-Type", type);
    }

    /** A part of a path that somebody typed. */
    public static String part(String typed) {
        return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String target() {
        StringBuilder target = new StringBuilder("/admin/v1").append(path);
        char joint = '?';
        for (Map.Entry<String, String> each : query.entrySet()) {
            target.append(joint).append(each.getKey()).append('=').append(part(each.getValue()));
            joint = '&';
        }
        return target.toString();
    }

    /** The body may hold a secret. */
    @Override
    public String toString() {
        return method + " " + target();
    }
}
