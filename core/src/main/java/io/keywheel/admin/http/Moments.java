package io.keywheel.admin.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** RFC 3339 instants. */
public final class Moments {
    private Moments() {}

    /**
     * Reads one.
     *
     * @throws DateTimeException for anything else, and for what lies too far away to be written
     */
    public static Instant of(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (instant.toEpochMilli() < 0) throw new DateTimeException("before 1970");
        return instant;
    }

    static boolean is(String text) {
        try {
            of(text);
            return true;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
