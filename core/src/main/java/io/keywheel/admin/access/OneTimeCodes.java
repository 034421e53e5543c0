package io.keywheel.admin.access;

import io.keywheel.token.TokenText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Codes of sign-in links: each opens once, for a short time. Any thread may ask. */
public final class OneTimeCodes {
    private static final int MOST = 100;

    private final InstantSource clock;
    private final Map<String, Instant> ends = new HashMap<>();

    public OneTimeCodes(InstantSource clock) {
        this.clock = clock;
    }

    /** A code that signs in as holder of the first admin token. */
    public synchronized String make(Duration lifetime) {
        Instant now = clock.instant();
        ends.values().removeIf(end -> !now.isBefore(end));
        if (ends.size() >= MOST) ends.clear();
        String code = TokenText.random("");
        ends.put(TokenText.digest(code), now.plus(lifetime));
        return code;
    }

    /** Whether the code opens; it never does again. */
    public synchronized boolean use(String code) {
        Instant end = ends.remove(TokenText.digest(code));
        return end != null && clock.instant().isBefore(end);
    }
}
