package io.keywheel.sealing;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** The key that all sealing keys come from. It never prints itself. */
public final class MasterKey {

    /** What a master key has, no more and no less. */
    public static final int BYTES = 32;

    /** What an id has. */
    static final int ID_BYTES = 8;

    private static final String ID_PURPOSE = "keywheel master key id";
    private static final byte[] NO_SALT = new byte[32];

    private final byte[] bytes;
    private final byte[] id;

    public MasterKey(byte[] bytes) {
        if (bytes.length != BYTES) throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
        this.bytes = bytes.clone();
        this.id = derived(ID_PURPOSE, ID_BYTES);
    }

    /** A short public name: equal where the keys are, and telling nothing of them. */
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    byte[] idBytes() {
        return id.clone();
    }

    /** The key for one purpose: HKDF-SHA256 (RFC 5869). */
    byte[] keyFor(String purpose) {
        return derived("keywheel seal " + purpose, BYTES);
    }

    private byte[] derived(String info, int length) {
        try {
            byte[] text = info.getBytes(StandardCharsets.UTF_8);
            return Hkdf.computeHkdf("HMACSHA256", bytes, NO_SALT, text, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id() + "]";
    }
}
