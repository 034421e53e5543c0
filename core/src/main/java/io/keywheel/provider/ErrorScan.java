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
        if (BodyText.isGzip(body)) return true;
        for (int at = LAST; at < body.length; at += step(body[at])) {
            if (body[at] == '"' && isField(body, at) && !isNull(body, at + 1)) return true;
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

    private static boolean isNull(byte[] body, int from) {
        int colon = skipSpace(body, from);
        if (colon >= body.length || body[colon] != ':') return false;
        int value = skipSpace(body, colon + 1);
        return value + 3 < body.length && body[value] == 'n' && body[value + 1] == 'u';
    }

    private static int skipSpace(byte[] body, int from) {
        int at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) at++;
        return at;
    }
}
