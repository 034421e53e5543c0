package io.keywheel.provider;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A provider's answer as far as it was read: its head, and the bytes that decide.
 *
 * @param headers looks a header up by its lower-case name
 * @param body the whole body, or the data of the stream event that looks like an error; as sent, so perhaps compressed
 */
public record Reply(int status, Headers headers, byte[] body) {

    /** Headers by lower-case name. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String get(String name);
    }

    public String header(String name) {
        String value = headers.get(name.toLowerCase(Locale.ROOT));
        return value == null ? "" : value;
    }
}
