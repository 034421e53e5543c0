package io.keywheel.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a caller brings a token, where tokens are asked for. Compared without telling by time how much of it was right. */
final class CallerAuth {
    private static final String BEARER = "bearer ";

    private final List<byte[]> tokens;

    CallerAuth(List<String> tokens) {
        this.tokens = tokens.stream().map(CallerAuth::bytes).toList();
    }

    boolean admits(MultiMap headers) {
        if (tokens.isEmpty()) return true;
        return Stream.of(bearer(headers), headers.get("x-api-key"), headers.get("api-key"))
                .anyMatch(this::isKnown);
    }

    private boolean isKnown(@Nullable String token) {
        if (token == null) return false;
        byte[] brought = bytes(token);
        boolean known = false;
        for (byte[] one : tokens) known |= MessageDigest.isEqual(one, brought);
        return known;
    }

    private static @Nullable String bearer(MultiMap headers) {
        String value = headers.get(HttpHeaders.AUTHORIZATION);
        boolean is = value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return is ? value.substring(BEARER.length()).trim() : null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
