package io.keywheel.gateway;

import io.keywheel.token.Caller;
import io.keywheel.token.CallerTokens;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a caller brings a token, where tokens are asked for. Compared without telling by time how much of it was right. */
final class CallerAuth {
    private static final String BEARER = "bearer ";

    private final List<byte[]> configured;
    private final CallerTokens made;

    /**
     * Any of these will do.
     *
     * @param configured in the settings
     * @param made through the API, while it runs
     */
    CallerAuth(List<String> configured, CallerTokens made) {
        this.configured = configured.stream().map(CallerAuth::bytes).toList();
        this.made = made;
    }

    /** Notes whose token was brought. */
    boolean admits(Call call) {
        if (configured.isEmpty() && !made.areDemanded()) return true;
        MultiMap headers = call.request().headers();
        return isKnown(bearer(headers), call)
                || isKnown(headers.get("x-api-key"), call)
                || isKnown(headers.get("api-key"), call);
    }

    private boolean isKnown(@Nullable String token, Call call) {
        if (token == null) return false;
        byte[] brought = bytes(token);
        boolean known = false;
        for (byte[] one : configured) known |= MessageDigest.isEqual(one, brought);
        if (known) return true;
        Caller bringer = made.find(token, Instant.now());
        call.broughtBy(bringer);
        return bringer != null;
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
