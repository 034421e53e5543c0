package io.keywheel.config;

/**
 * Something in the settings that cannot stand.
 *
 * @param setting its name, as in {@code KEYWHEEL_PORT}
 * @param origin where it was set, as in {@code .env line 3}
 * @param reason what is wrong with it; never holds a secret
 * @param mend what to do about it
 */
public record Mistake(String setting, String origin, String reason, String mend) {

    /** The mistake in one line, for people. */
    public String line() {
        String where = origin.isEmpty() ? "" : " (" + origin + ")";
        return setting + where + ": " + reason + ". " + mend;
    }
}
