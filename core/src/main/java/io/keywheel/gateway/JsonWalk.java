package io.keywheel.gateway;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A place in JSON text that moves over names and values without building anything. Never leaves its bytes, whatever they are. */
final class JsonWalk {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final int MOST_DIGITS = 12;

    private final byte[] bytes;
    private final int end;
    private int at;

    JsonWalk(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    boolean isOver() {
        return at >= end;
    }

    boolean isAt(char wanted) {
        return at < end && bytes[at] == wanted;
    }

    /** Moves over blanks, and over {@code wanted} and the blanks behind it where it comes next. */
    boolean take(char wanted) {
        skipBlanks();
        if (!isAt(wanted)) return false;
        at++;
        skipBlanks();
        return true;
    }

    void skipBlanks() {
        while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) at++;
    }

    /** From the opening quote to behind the closing one; eight bytes at a time, since most of a body is the text of strings. */
    void skipString() {
        int i = at + 1;
        while (i < end) {
            if (i + 8 <= end) {
                long word = (long) LONGS.get(bytes, i);
                long hits = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
                if (hits == 0) {
                    i += 8;
                    continue;
                }
                i += Long.numberOfTrailingZeros(hits) >> 3;
            }
            byte b = bytes[i];
            i += b == '\\' ? 2 : 1;
            if (b == '"') break;
        }
        at = Math.min(i, end);
    }

    /** The high bit of each byte that is zero, as far as the lowest of them: what lies above may be wrong. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /** To the comma or bracket behind a value. */
    void skipValue() {
        int depth = 0;
        while (at < end) {
            switch (bytes[at]) {
                case '"' -> {
                    skipString();
                    if (depth == 0) return;
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) return;
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) return;
                }
                default -> {}
            }
            at++;
        }
    }

    /** A whole number, whatever stands behind its point; 0 for any other value. */
    long number() {
        int start = at;
        skipValue();
        long number = 0;
        for (int i = start; i < at; i++) {
            byte b = bytes[i];
            if (b == '.' || b <= ' ') break;
            if (b < '0' || b > '9' || i - start >= MOST_DIGITS) return 0;
            number = number * 10 + b - '0';
        }
        return number;
    }
}
