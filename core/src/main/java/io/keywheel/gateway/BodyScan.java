package io.keywheel.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds what a request's body asks for without parsing it: a JSON object is walked over by its top-level names only, strings are
 * skipped, nothing else is built. In a multipart body it is the part called {@code model}.
 */
final class BodyScan {
    private static final byte[] MODEL = ascii("\"model\"");
    private static final byte[] STORE = ascii("\"store\"");
    private static final byte[] MAX_TOKENS = ascii("\"max_tokens\"");
    private static final byte[] MAX_COMPLETION_TOKENS = ascii("\"max_completion_tokens\"");
    private static final byte[] MAX_OUTPUT_TOKENS = ascii("\"max_output_tokens\"");
    private static final byte[] PROMPT_CACHE_KEY = ascii("\"prompt_cache_key\"");
    private static final byte[] PREVIOUS_RESPONSE_ID = ascii("\"previous_response_id\"");
    private static final byte[] CONVERSATION = ascii("\"conversation\"");
    private static final byte[] PART = ascii("name=\"model\"");
    private static final byte[] BLANK_LINE = ascii("\r\n\r\n");
    private static final int LONGEST_MODEL = 300;
    private static final int LONGEST_CACHE_KEY = 2_000;

    private final byte[] bytes;
    private final JsonWalk walk;
    private String model = "";
    private long maxTokens;
    private String cacheKey = "";
    private Storing storing = Storing.UNSAID;
    private boolean follows;

    private BodyScan(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.walk = new JsonWalk(bytes, from, end);
    }

    /** What a request says of storing its answer at the provider. */
    enum Storing {
        UNSAID,
        WANTED,
        UNWANTED,
        /** It builds on what was stored before. */
        NEEDED
    }

    /**
     * What a body asks for.
     *
     * @param model empty where none is named, or it is no string
     * @param maxTokens the most that the answer may have, 0 where that is not said
     * @param cacheKey what requests with the same beginning share, empty where it is not said
     */
    record Asked(String model, long maxTokens, String cacheKey, Storing storing) {
        static final Asked NOTHING = new Asked("", 0, "", Storing.UNSAID);

        static Asked model(String name) {
            return name.isEmpty() ? NOTHING : new Asked(name, 0, "", Storing.UNSAID);
        }
    }

    /** What the top-level names of a JSON object ask for; of names that come twice the last counts, as parsers have it. */
    static Asked json(byte[] bytes, int from, int end) {
        BodyScan scan = new BodyScan(bytes, from, end);
        scan.topLevel();
        return new Asked(scan.model, scan.maxTokens, scan.cacheKey, scan.follows ? Storing.NEEDED : scan.storing);
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

    private static int indexOf(byte[] bytes, byte[] wanted, int from, int end) {
        int last = end - wanted.length;
        for (int i = from; i <= last; i++) if (isAt(bytes, wanted, i)) return i;
        return -1;
    }

    private static boolean isAt(byte[] bytes, byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) if (bytes[at + i] != wanted[i]) return false;
        return true;
    }

    private void topLevel() {
        if (!walk.take('{')) return;
        while (walk.isAt('"')) {
            int name = walk.at();
            walk.skipString();
            int nameEnd = walk.at();
            if (!walk.take(':')) return;
            value(name, nameEnd);
            if (!walk.take(',')) return;
        }
    }

    private void value(int from, int to) {
        if (is(MODEL, from, to)) model = string(LONGEST_MODEL);
        else if (is(MAX_TOKENS, from, to) || is(MAX_COMPLETION_TOKENS, from, to) || is(MAX_OUTPUT_TOKENS, from, to))
            maxTokens = walk.number();
        else if (is(PROMPT_CACHE_KEY, from, to)) cacheKey = string(LONGEST_CACHE_KEY);
        else if (is(STORE, from, to)) storing = storing();
        else if (is(PREVIOUS_RESPONSE_ID, from, to) || is(CONVERSATION, from, to)) follows |= isSomething();
        else walk.skipValue();
    }

    private boolean is(byte[] wanted, int from, int to) {
        return to - from == wanted.length && Arrays.equals(bytes, from, to, wanted, 0, wanted.length);
    }

    private Storing storing() {
        boolean wanted = walk.isAt('t');
        boolean unwanted = walk.isAt('f');
        walk.skipValue();
        return wanted ? Storing.WANTED : unwanted ? Storing.UNWANTED : Storing.UNSAID;
    }

    /** An id or an object, not null and not empty. */
    private boolean isSomething() {
        int start = walk.at();
        boolean some = walk.isAt('"') || walk.isAt('{');
        walk.skipValue();
        return some && walk.at() - start > 2;
    }

    /** The text of a string, cut where it is long; empty for any other value. */
    private String string(int most) {
        int start = walk.at() + 1;
        boolean text = walk.isAt('"');
        walk.skipValue();
        int stop = walk.at() - 1;
        if (!text || stop <= start) return "";
        return JsonText.of(new String(bytes, start, Math.min(stop - start, most), StandardCharsets.UTF_8));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
