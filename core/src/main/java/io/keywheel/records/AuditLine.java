package io.keywheel.records;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a member's audit. Each carries the hash of the one before it, so that none can be changed or taken out unseen.
 *
 * @param member whose audit this is: each member has a chain of its own
 * @param seq counts from 1 without a gap
 */
public record AuditLine(String member, long seq, AuditEntry entry, String previousHash, String hash) {
    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    /** The line that comes after {@code last}. */
    public static AuditLine after(@Nullable AuditLine last, String member, AuditEntry entry) {
        return after(last == null ? 0 : last.seq, last == null ? BEFORE_THE_FIRST : last.hash, member, entry);
    }

    private static AuditLine after(long seq, String hash, String member, AuditEntry entry) {
        AuditLine open = new AuditLine(member, seq + 1, entry, hash, "");
        return new AuditLine(member, seq + 1, entry, hash, open.computedHash());
    }

    /** Whether this is what was written after {@code last}. */
    public boolean follows(@Nullable AuditLine last) {
        return equals(after(last, member, entry));
    }

    /** Whether this is as it was written, whatever stood before it. */
    public boolean isWhole() {
        return hash.equals(computedHash());
    }

    private String computedHash() {
        MessageDigest digest = sha256();
        List<String> parts = List.of(
                previousHash,
                member,
                Long.toString(seq),
                Long.toString(entry.at()),
                entry.who(),
                entry.what(),
                entry.subject(),
                entry.change());
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // Each with its length, or two lines with the borders of their fields moved would be alike.
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
