package io.keywheel.config;

/**
 * The text of a setting and where it stands.
 *
 * @param source {@code environment}, {@code .env}, a file
 * @param origin the exact place: {@code environment GROQ_API_KEY}, {@code .env line 3}
 * @param isNamed whether people wrote the setting by its own name, as they do in the environment, and not by its path
 */
record Value(String text, String source, String origin, boolean isNamed) {

    /** Written by its path. */
    Value(String text, String source, String origin) {
        this(text, source, origin, false);
    }

    /** The text may be a secret. */
    @Override
    public String toString() {
        return "Value[" + origin + "]";
    }
}
