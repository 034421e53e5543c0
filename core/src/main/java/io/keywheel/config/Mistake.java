package io.keywheel.config;

/**
 * Something in the settings that cannot stand.
 *
 * @param setting its name, as in {@code KEYWHEEL_PORT}
 * @param origin where it was set, as in {@code .env line 3}
 * @param reason what is wrong with it; never holds a secret
 * @param mend what to do about it
 * @param source the name of the source that it stands in, empty where nobody knows
 */
public record Mistake(String setting, String origin, String reason, String mend, String source) {

    Mistake(String setting, String origin, String reason, String mend) {
        this(setting, origin, reason, mend, "");
    }

    Mistake in(String name) {
        return new Mistake(setting, origin, reason, mend, name);
    }

    /** The mistake in one line, for people. */
    public String line() {
        String where = origin.isEmpty() ? "" : " (" + origin + ")";
        return setting + where + ": " + reason + ". " + mend;
    }
}
