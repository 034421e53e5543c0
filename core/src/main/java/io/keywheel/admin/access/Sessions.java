package io.keywheel.admin.access;

import io.keywheel.token.TokenText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Browsers that are signed in, on this member. A bounded number: the one that was idle longest goes for a new one. Any thread may ask. */
public final class Sessions {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST = 1_000;

    /**
     * One browser.
     *
     * @param tokenId of the token that it signed in with
     * @param csrfToken that its pages must send with changes
     */
    public record Session(String tokenId, String csrfToken, Instant begun, Instant seen) {

        /** When it ends if it is not used. */
        public Instant expiresAt() {
            Instant idle = seen.plus(IDLE);
            Instant last = begun.plus(LONGEST);
            return idle.isBefore(last) ? idle : last;
        }
    }

    private final InstantSource clock;
    private final int most;
    /** By the digest of the cookie, the one that was idle longest first. */
    private final Map<String, Session> byDigest = new LinkedHashMap<>(16, 0.75f, true);

    public Sessions(InstantSource clock) {
        this(clock, MOST);
    }

    Sessions(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Signs a browser in, and gives its cookie. */
    public synchronized String begin(String tokenId) {
        Instant now = clock.instant();
        String cookie = TokenText.random("");
        byDigest.put(TokenText.digest(cookie), new Session(tokenId, TokenText.random(""), now, now));
        Iterator<Session> idlest = byDigest.values().iterator();
        while (byDigest.size() > most) {
            idlest.next();
            idlest.remove();
        }
        return cookie;
    }

    /** The session of a cookie, which is used now. */
    public synchronized Optional<Session> use(String cookie) {
        String digest = TokenText.digest(cookie);
        Session session = byDigest.get(digest);
        if (session == null) return Optional.empty();
        Instant now = clock.instant();
        if (!now.isBefore(session.expiresAt())) {
            byDigest.remove(digest);
            return Optional.empty();
        }
        Session used = new Session(session.tokenId(), session.csrfToken(), session.begun(), now);
        byDigest.put(digest, used);
        return Optional.of(used);
    }

    public synchronized void end(String cookie) {
        byDigest.remove(TokenText.digest(cookie));
    }
}
