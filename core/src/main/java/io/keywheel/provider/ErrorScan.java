package io.keywheel.provider;

/** A quick look at the body of a 200, to spare nearly all of them a parse. */
public final class ErrorScan {
    private static final byte[] FIELD = {'"', 'e', 'r', 'r', 'o', 'r', '"'};
    private static final int LAST = FIELD.length - 1;

    private ErrorScan() {}

    /**
     * Whether the body may hold an error: the whole word {@code "error"} stands in it, and not as {@code "error": null}. JSON inside a
     * string never counts, since its quotes are escaped. A compressed body may always.
     */
    public static boolean mayHoldError(byte[] body) {
        return mayHoldError(body, 0, body.length);
    }

    /** The same of a body that lies among other bytes. */
    public static boolean mayHoldError(byte[] bytes, int from, int end) {
        if (BodyText.isGzip(bytes, from, end)) return true;
        for (int at = from + LAST; at < end; at += step(bytes[at])) {
            if (bytes[at] == '"' && isField(bytes, at) && !isNull(bytes, at + 1, end)) return true;
        }
        return false;
    }

    /** How far the word must at least move on when this byte stands under its last one. */
    private static int step(byte under) {
        return switch (under) {
            case 'r' -> 1;
            case 'o' -> 2;
            case 'e' -> 5;
            case '"' -> 6;
            default -> FIELD.length;
        };
    }

    private static boolean isField(byte[] body, int last) {
        for (int i = 0; i < LAST; i++) if (body[last - LAST + i] != FIELD[i]) return false;
        return true;
    }

    private static boolean isNull(byte[] body, int from, int end) {
        int colon = skipSpace(body, from, end);
        if (colon >= end || body[colon] != ':') return false;
        int value = skipSpace(body, colon + 1, end);
        return value + 3 < end && body[value] == 'n' && body[value + 1] == 'u';
    }

    private static int skipSpace(byte[] body, int from, int end) {
        int at = from;
        while (at < end && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) at++;
        return at;
    }
}
