package io.keywheel.token;

import java.util.Locale;

/** What an admin token allows; each allows what the ones before it do. */
public enum Scope {
    READ,
    OPERATE,
    ADMIN;

    public boolean allows(Scope needed) {
        return compareTo(needed) >= 0;
    }

    /** As in answers: {@code read}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of that text.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Scope of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
