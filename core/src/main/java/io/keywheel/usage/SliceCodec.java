package io.keywheel.usage;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Slices as bytes: the names once, then each cell as the places of its names and its numbers, small numbers in few bytes. */
final class SliceCodec {
    private static final int VERSION = 1;

    private SliceCodec() {}

    static byte[] write(Slice slice) {
        Map<String, Integer> names = new LinkedHashMap<>();
        ByteArrayOutputStream cells = new ByteArrayOutputStream(16 + 24 * slice.size());
        slice.forEach((key, counts) -> {
            place(key.provider(), names, cells);
            place(key.key(), names, cells);
            place(key.model(), names, cells);
            place(key.caller(), names, cells);
            place(key.outcome(), names, cells);
            write(counts, cells);
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream(cells.size() + 32 * names.size());
        all.write(VERSION);
        number(names.size(), all);
        names.keySet().forEach(name -> text(name, all));
        number(slice.size(), all);
        all.writeBytes(cells.toByteArray());
        return all.toByteArray();
    }

    private static void place(String name, Map<String, Integer> names, ByteArrayOutputStream out) {
        Integer place = names.putIfAbsent(name, names.size());
        number(place == null ? names.size() - 1 : place, out);
    }

    private static void write(Counts counts, ByteArrayOutputStream out) {
        number(counts.attempts, out);
        number(counts.requests, out);
        number(counts.failovers, out);
        number(counts.input, out);
        number(counts.output, out);
        number(counts.lastAt, out);
        long[] latencies = counts.latencies;
        int filled = 0;
        for (int i = 0; latencies != null && i < latencies.length; i++) if (latencies[i] != 0) filled++;
        number(filled, out);
        for (int i = 0; filled > 0 && latencies != null && i < latencies.length; i++) {
            if (latencies[i] == 0) continue;
            number(i, out);
            number(latencies[i], out);
        }
    }

    private static void text(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static void number(long number, ByteArrayOutputStream out) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /**
     * Hands each cell to {@code reader}, under the key that {@code as} makes of its own; each key is made once.
     *
     * @throws IllegalArgumentException where these are no such bytes
     */
    static void read(byte[] bytes, UnaryOperator<CellKey> as, BiConsumer<CellKey, Counts> reader) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            int version = in.get();
            if (version != VERSION) throw new IllegalArgumentException("counts of version " + version);
            String[] names = new String[length(in)];
            for (int i = 0; i < names.length; i++) names[i] = text(in);
            for (int left = length(in); left > 0; left--) {
                CellKey key = new CellKey(
                        name(in, names), name(in, names), name(in, names), name(in, names), name(in, names));
                reader.accept(as.apply(key), counts(in));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("counts that are cut", e);
        }
    }

    private static String name(ByteBuffer in, String[] names) {
        return names[(int) number(in)];
    }

    private static Counts counts(ByteBuffer in) {
        Counts counts = new Counts();
        counts.attempts = number(in);
        counts.requests = number(in);
        counts.failovers = number(in);
        counts.input = number(in);
        counts.output = number(in);
        counts.lastAt = number(in);
        int filled = length(in);
        if (filled == 0) return counts;
        long[] latencies = new long[Latencies.BUCKETS];
        for (int i = 0; i < filled; i++) latencies[(int) number(in)] = number(in);
        counts.latencies = latencies;
        return counts;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[length(in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Of something that takes a byte or more for each. */
    private static int length(ByteBuffer in) {
        long length = number(in);
        if (length < 0 || length > in.remaining()) throw new IllegalArgumentException("counts that are cut");
        return (int) length;
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) return number;
        }
        throw new IllegalArgumentException("a number without an end");
    }
}
