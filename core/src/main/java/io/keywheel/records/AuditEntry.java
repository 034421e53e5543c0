package io.keywheel.records;

import java.nio.charset.StandardCharsets;

/**
 * Who did what. No secret is ever in it.
 *
 * @param at milliseconds since 1970
 * @param who the token that asked, or the program itself
 * @param what as in {@code key.disable}
 * @param subject what it was done to
 * @param change JSON: before and after
 */
public record AuditEntry(long at, String who, String what, String subject, String change) {

    public AuditEntry {
        who = storable(who);
        what = storable(what);
        subject = storable(subject);
        change = storable(change);
    }

    /** What every database gives back as it was given: no zero, no half of a letter. The hash is over what is read. */
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
