package io.keywheel.config;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings.
 *
 * @param name as an environment variable; the name is contract
 * @param path the same in the configuration file, as in {@code cluster.members}
 * @param fallback what holds where nothing is set
 * @param parser reads its text
 * @param secret never printed, never a flag, and may be given as a file by the name with {@code _FILE}
 * @param about one line for people
 */
record Setting<T>(String name, String path, @Nullable String fallback, Parser<T> parser, boolean secret, String about) {

    static final String FILE = "_FILE";

    static <T> Setting<T> open(String name, String path, String fallback, Parser<T> parser, String about) {
        return new Setting<>(name, path, fallback, parser, false, about);
    }

    static <T> Setting<T> optional(String name, String path, Parser<T> parser, String about) {
        return new Setting<>(name, path, null, parser, false, about);
    }

    static <T> Setting<T> secret(String name, String path, Parser<T> parser, String about) {
        return new Setting<>(name, path, null, parser, true, about);
    }
}
