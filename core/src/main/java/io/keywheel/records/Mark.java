package io.keywheel.records;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Who makes a change, under which name, and when.
 *
 * @param at milliseconds since 1970; it decides nothing but how long a tombstone stays
 */
public record Mark(String writer, String changeId, long at) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 12;

    /** A change that nobody made before. */
    public static Mark fresh(String writer, long at) {
        return new Mark(writer, random(), at);
    }

    /** The name of a writer: the member, and what tells this start of it from others. */
    public static String writer(String member) {
        return member + "/" + random();
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
