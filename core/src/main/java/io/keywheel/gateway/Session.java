package io.keywheel.gateway;

import io.keywheel.pool.Affinity;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The session that a request belongs to: named by its header, or by what OpenAI's callers name so that the prompt's cache helps. */
final class Session {
    private static final CharSequence HEADER = HttpHeaders.createOptimized("X-Keywheel-Session");
    private static final int LONGEST = 200;

    private Session() {}

    static Affinity of(MultiMap headers, BodyScan.Asked asked) {
        String named = headers.get(HEADER);
        String name = named == null || named.isEmpty() ? asked.cacheKey() : named;
        return name.isEmpty() ? Affinity.NONE : Affinity.session(bounded(name));
    }

    /** Names come from callers, and are kept: of a long one its hash is. */
    static String bounded(String name) {
        if (name.length() <= LONGEST) return name;
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
