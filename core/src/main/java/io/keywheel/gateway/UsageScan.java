package io.keywheel.gateway;

import io.keywheel.pool.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds what an answer says it was billed: the objects under the name {@code "usage"}, wherever they stand. Of several the largest
 * numbers count: streams state theirs as they grow, breakdowns state parts of the whole. A model's own text does not match, since its
 * quotes are escaped.
 */
final class UsageScan {
    private static final byte[] FIELD = ascii("\"usage\"");
    private static final int LAST = FIELD.length - 1;

    private static final byte[][] INPUTS = {ascii("\"prompt_tokens\""), ascii("\"input_tokens\"")};
    private static final byte[][] OUTPUTS = {ascii("\"completion_tokens\""), ascii("\"output_tokens\"")};
    private static final byte[][] TOTALS = {ascii("\"total_tokens\"")};
    /** Anthropic's: what goes into its cache counts and is not in the input; what comes out of it does not count. */
    private static final byte[][] CACHED = {ascii("\"cache_creation_input_tokens\"")};

    private long input;
    private long output;
    private long in;
    private long cached;
    private long out;
    private long total;

    /** What all of a body says. */
    static Usage in(byte[] bytes, int from, int end) {
        UsageScan scan = new UsageScan();
        for (int at = from + LAST; at < end; at += step(bytes[at])) {
            if (isField(bytes, at - LAST, end)) scan.read(bytes, at - LAST, end);
        }
        return scan.usage();
    }

    /** How far the name must at least move on when this byte stands under its last one. */
    private static int step(byte under) {
        return switch (under) {
            case 'e' -> 1;
            case 'g' -> 2;
            case 'a' -> 3;
            case 's' -> 4;
            case 'u' -> 5;
            case '"' -> 6;
            default -> FIELD.length;
        };
    }

    /** Whether the name begins here. */
    static boolean isField(byte[] bytes, int at, int end) {
        return at + LAST < end
                && bytes[at + LAST] == '"'
                && Arrays.equals(bytes, at, at + FIELD.length, FIELD, 0, FIELD.length);
    }

    /** Reads what stands under the name that begins here; false where the end of it is not there yet. */
    boolean read(byte[] bytes, int at, int end) {
        JsonWalk walk = new JsonWalk(bytes, at + FIELD.length, end);
        if (!walk.take(':') || !walk.take('{')) return !walk.isOver();
        in = cached = out = total = 0;
        while (!walk.take('}')) {
            if (!walk.isAt('"')) return !walk.isOver();
            int name = walk.at();
            walk.skipString();
            int nameEnd = walk.at();
            if (!walk.take(':')) return !walk.isOver();
            count(bytes, name, nameEnd, walk.number());
            walk.take(',');
        }
        merge();
        return true;
    }

    /** Some state a number under both of its names. */
    private void count(byte[] bytes, int from, int to, long number) {
        if (number == 0) return;
        if (isAny(INPUTS, bytes, from, to)) in = Math.max(in, number);
        else if (isAny(OUTPUTS, bytes, from, to)) out = Math.max(out, number);
        else if (isAny(TOTALS, bytes, from, to)) total = number;
        else if (isAny(CACHED, bytes, from, to)) cached = number;
    }

    private static boolean isAny(byte[][] names, byte[] bytes, int from, int to) {
        for (byte[] name : names) if (Arrays.equals(bytes, from, to, name, 0, name.length)) return true;
        return false;
    }

    /** A total tells the part that is not named, and the reasoning that some leave out of the output. */
    private void merge() {
        in += cached;
        if (total > in + out) {
            if (in == 0) in = total - out;
            else out = total - in;
        }
        input = Math.max(input, in);
        output = Math.max(output, out);
    }

    /** What was read so far. */
    Usage usage() {
        return input == 0 && output == 0 ? Usage.NONE : new Usage(input, output);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
