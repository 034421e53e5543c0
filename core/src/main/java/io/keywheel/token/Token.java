package io.keywheel.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is kept: never the text that opens, only its digest.
 *
 * @param digest SHA-256 of the text, hexadecimal; enough, since the text holds 256 random bits
 * @param scope of an admin token; what a caller's token says there does not count
 * @param limits of a caller's token
 */
public record Token(
        String id,
        Kind kind,
        String name,
        String digest,
        Scope scope,
        Instant createdAt,
        String createdBy,
        Optional<Instant> expiresAt,
        CallerLimits limits) {

    /** Whom it lets in. */
    public enum Kind {
        /** Operators, to the admin plane. */
        ADMIN("kwa_"),
        /** Applications, to the data plane. */
        CALLER("kwc_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** Tells people, and scanners for lost secrets, what they look at. */
        public String prefix() {
            return prefix;
        }
    }

    public boolean holds(Instant now) {
        return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
    }

    /** Leaves the digest out. */
    @Override
    public String toString() {
        return "Token[" + id + ", " + kind + ", " + name + "]";
    }
}
