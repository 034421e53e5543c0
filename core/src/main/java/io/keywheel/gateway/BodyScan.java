package io.keywheel.gateway;

import java.nio.charset.StandardCharsets;

/**
 * Finds the model and the most tokens that a request's body asks for, without parsing it: a JSON object is walked over by its top-level names only, strings are
 * skipped, nothing is built. In a multipart body it is the part called {@code model}.
 */
final class BodyScan {
    private static final byte[] MODEL = ascii("\"model\"");
    private static final byte[] MAX_TOKENS = ascii("\"max_tokens\"");
    private static final byte[] MAX_COMPLETION_TOKENS = ascii("\"max_completion_tokens\"");
    private static final byte[] PART = ascii("name=\"model\"");
    private static final byte[] BLANK_LINE = ascii("\r\n\r\n");
    private static final int LONGEST_MODEL = 300;

    private final byte[] bytes;
    private final int end;
    private int at;
    private String model = "";
    private long maxTokens;

    private BodyScan(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /**
     * What a body asks for.
     *
     * @param model empty where none is named, or it is no string
     * @param maxTokens the most that the answer may have, 0 where that is not said
     */
    record Asked(String model, long maxTokens) {
        static final Asked NOTHING = new Asked("", 0);
    }

    /** What the top-level names of a JSON object ask for; of names that come twice the last counts, as parsers have it. */
    static Asked json(byte[] bytes, int from, int end) {
        BodyScan scan = new BodyScan(bytes, from, end);
        scan.topLevel();
        return new Asked(scan.model, scan.maxTokens);
    }

    /** The content of the part named {@code model}, empty where there is none. */
    static String modelOfMultipart(byte[] bytes, int from, int end) {
        int name = indexOf(bytes, PART, from, end);
        if (name < 0) return "";
        int start = indexOf(bytes, BLANK_LINE, name, end);
        if (start < 0) return "";
        start += BLANK_LINE.length;
        int stop = start;
        while (stop < end && bytes[stop] != '\r' && bytes[stop] != '\n' && stop - start <= LONGEST_MODEL) stop++;
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8).trim();
    }

    static int indexOf(byte[] bytes, byte[] wanted, int from, int end) {
        int last = end - wanted.length;
        for (int i = from; i <= last; i++) if (matches(bytes, wanted, i)) return i;
        return -1;
    }

    private static boolean matches(byte[] bytes, byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) if (bytes[at + i] != wanted[i]) return false;
        return true;
    }

    private void topLevel() {
        skipBlanks();
        if (at >= end || bytes[at++] != '{') return;
        while (true) {
            skipBlanks();
            if (at >= end || bytes[at] != '"') return;
            int name = at;
            skipString();
            int nameEnd = at;
            skipBlanks();
            if (at >= end || bytes[at++] != ':') return;
            skipBlanks();
            value(name, nameEnd);
            skipBlanks();
            if (at >= end || bytes[at++] != ',') return;
        }
    }

    private void value(int name, int nameEnd) {
        if (at < end && bytes[at] == '"' && isName(MODEL, name, nameEnd)) model = string();
        else if (isName(MAX_TOKENS, name, nameEnd) || isName(MAX_COMPLETION_TOKENS, name, nameEnd))
            maxTokens = number();
        else skipValue();
    }

    private boolean isName(byte[] wanted, int from, int to) {
        return to - from == wanted.length && to <= end && matches(bytes, wanted, from);
    }

    /** A whole number of up to nine digits; anything else counts as not said. */
    private long number() {
        int start = at;
        skipValue();
        long number = 0;
        for (int i = start; i < at; i++) {
            if (bytes[i] <= ' ') break;
            if (bytes[i] < '0' || bytes[i] > '9' || i - start >= 9) return 0;
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private void skipBlanks() {
        while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) at++;
    }

    /** From the opening quote to behind the closing one. */
    private void skipString() {
        at++;
        while (at < end && bytes[at] != '"') at += bytes[at] == '\\' ? 2 : 1;
        at++;
    }

    private void skipValue() {
        int depth = 0;
        while (at < end) {
            byte b = bytes[at];
            if (b == '"') {
                skipString();
                if (depth == 0) return;
                continue;
            }
            if (b == '{' || b == '[') depth++;
            if (b == '}' || b == ']') {
                if (depth == 0) return;
                depth--;
                if (depth == 0) {
                    at++;
                    return;
                }
            }
            if (b == ',' && depth == 0) return;
            at++;
        }
    }

    private String string() {
        int start = at + 1;
        skipString();
        int stop = Math.min(at - 1, end);
        if (stop < start) return "";
        String raw = new String(bytes, start, Math.min(stop - start, LONGEST_MODEL), StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    /** The escapes that names of models can meet; one that is cut or unknown stands for itself. */
    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 >= raw.length()) {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            if (escaped == 'u' && isHex(raw, i + 1)) {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            default -> escaped;
                        });
            }
        }
        return text.toString();
    }

    private static boolean isHex(String raw, int from) {
        if (from + 4 > raw.length()) return false;
        for (int i = from; i < from + 4; i++) if (Character.digit(raw.charAt(i), 16) < 0) return false;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
