package io.keywheel.config;

/**
 * The text of a setting and where it stands.
 *
 * @param source {@code environment}, {@code .env}, a file
 * @param origin the exact place: {@code environment GROQ_API_KEY}, {@code .env line 3}
 */
record Value(String text, String source, String origin) {

    /** The text may be a secret. */
    @Override
    public String toString() {
        return "Value[" + origin + "]";
    }
}
