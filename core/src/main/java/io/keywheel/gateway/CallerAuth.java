package io.keywheel.gateway;

import io.keywheel.pool.Tally;
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

    /** Who is let in: by the id of its token, or by its place among those of the settings; null where nobody is. */
    @Nullable
    String admits(Call call) {
        if (configured.isEmpty() && !made.areDemanded()) return Tally.NOBODY;
        MultiMap headers = call.request().headers();
        String name = name(bearer(headers), call);
        if (name == null) name = name(headers.get("x-api-key"), call);
        return name == null ? name(headers.get("api-key"), call) : name;
    }

    private @Nullable String name(@Nullable String token, Call call) {
        if (token == null) return null;
        byte[] brought = bytes(token);
        int place = 0;
        for (int i = 0; i < configured.size(); i++) {
            if (MessageDigest.isEqual(configured.get(i), brought)) place = i + 1;
        }
        if (place > 0) return "caller-" + place;
        Caller bringer = made.find(token, Instant.now());
        call.broughtBy(bringer);
        return bringer == null ? null : bringer.token().id();
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
