package io.keywheel.usage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

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
        number(VERSION, all);
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
        number(counts.latencies.length / 2, out);
        for (int each : counts.latencies) number(each, out);
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
     * Hands each cell to {@code reader}.
     *
     * @throws IllegalArgumentException where these are no such bytes
     */
    static void read(byte[] bytes, BiConsumer<CellKey, Counts> reader) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long version = number(in);
        if (version != VERSION) throw new IllegalArgumentException("counts of version " + version);
        String[] names = new String[length(in)];
        for (int i = 0; i < names.length; i++) names[i] = text(in);
        for (int left = length(in); left > 0; left--) {
            CellKey key =
                    new CellKey(name(in, names), name(in, names), name(in, names), name(in, names), name(in, names));
            reader.accept(key, counts(in));
        }
    }

    private static String name(ByteBuffer in, String[] names) {
        long place = number(in);
        if (place < 0 || place >= names.length) throw cut();
        return names[(int) place];
    }

    private static IllegalArgumentException cut() {
        return new IllegalArgumentException("counts that are cut");
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
        if (filled > 0) counts.latencies = latencies(filled, in);
        return counts;
    }

    private static int[] latencies(int filled, ByteBuffer in) {
        int[] pairs = new int[2 * filled];
        for (int i = 0; i < pairs.length; i++) pairs[i] = (int) number(in);
        for (int i = 0; i < pairs.length; i += 2) {
            boolean ordered = i == 0 || pairs[i] > pairs[i - 2];
            if (!ordered || pairs[i] < 0 || pairs[i] >= Latencies.BUCKETS)
                throw new IllegalArgumentException("latencies that are none");
        }
        return pairs;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[length(in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Of something that takes a byte or more for each. */
    private static int length(ByteBuffer in) {
        long length = number(in);
        if (length < 0 || length > in.remaining()) throw cut();
        return (int) length;
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) throw cut();
            byte next = in.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) return number;
        }
        throw new IllegalArgumentException("a number without an end");
    }
}
