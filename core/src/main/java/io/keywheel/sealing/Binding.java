package io.keywheel.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a sealed content belongs: it opens nowhere else.
 *
 * @param purpose what is sealed: each purpose has a key of its own
 * @param kind of the record
 * @param id of the record
 * @param provider of the key; empty where the content itself says it
 * @param incarnation of the record's version, as is {@code revision}
 * @param disabled whether the record is, so that nobody enables it by writing to the database
 */
public record Binding(
        String purpose, String kind, String id, String provider, long incarnation, long revision, boolean disabled) {

    /** Each part with its length: no two bindings read alike. */
    byte[] associatedData() {
        List<byte[]> parts = List.of(
                utf8(purpose),
                utf8(kind),
                utf8(id),
                utf8(provider),
                utf8(incarnation + "." + revision + (disabled ? ".disabled" : "")));
        ByteBuffer all = ByteBuffer.allocate(
                parts.stream().mapToInt(p -> Integer.BYTES + p.length).sum());
        for (byte[] part : parts) all.putInt(part.length).put(part);
        return all.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
