package io.keywheel.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The secret of a key. It never prints itself; only {@link #reveal} gives it out, to be sent to its provider. */
public final class Secret {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private final String value;

    public Secret(String value) {
        if (value.isBlank()) throw new IllegalArgumentException("a secret is not empty");
        this.value = value;
    }

    /** The secret itself. Only for the header that goes to the provider, and for sealing. */
    public String reveal() {
        return value;
    }

    /** What people may see: the vendor's prefix and the last two characters, or less of a short one. */
    public String masked() {
        if (value.length() < 16) return "…";
        int dash = Math.max(value.indexOf('_'), value.indexOf('-'));
        String prefix = dash > 0 && dash <= 5 ? value.substring(0, dash + 1) : "";
        return prefix + "…" + value.substring(value.length() - 2);
    }

    /** Eight base32 characters of SHA-256 over a fixed prefix, the provider and the secret: the same on every member. */
    public String fingerprint(String provider) {
        byte[] digest = sha256("keywheel key id\n" + provider + "\n" + value);
        long bits = 0;
        for (int i = 0; i < 5; i++) bits = (bits << 8) | (digest[i] & 0xff);
        StringBuilder text = new StringBuilder(8);
        for (int shift = 35; shift >= 0; shift -= 5) text.append(BASE32.charAt((int) (bits >> shift) & 31));
        return text.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return masked();
    }
}
