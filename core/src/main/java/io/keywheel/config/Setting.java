package io.keywheel.config;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings.
 *
 * @param name as an environment variable; the name is contract. The path, where only the configuration file has it
 * @param path the same in the configuration file, as in {@code cluster.members}
 * @param fallback what holds where nothing is set
 * @param parser reads its text
 * @param secret never printed, never a flag, and may be given as a file by the name with {@code _FILE}
 * @param about one line for people
 */
record Setting<T>(String name, String path, @Nullable String fallback, Parser<T> parser, boolean secret, String about) {

    /** What the name of a secret's file ends with, in the environment and in the configuration file. */
    private static final String FILE = "_FILE";

    static final String FILE_PATH = "File";

    static <T> Setting<T> open(String name, String path, String fallback, Parser<T> parser, String about) {
        return new Setting<>(name, path, fallback, parser, false, about);
    }

    static <T> Setting<T> optional(String name, String path, Parser<T> parser, String about) {
        return new Setting<>(name, path, null, parser, false, about);
    }

    /** The name by which a file may hold it, where it is a secret. */
    String fileName() {
        return onlyInFile() ? filePath() : name + FILE;
    }

    String filePath() {
        return path + FILE_PATH;
    }

    /** Whether the environment has no word for it. */
    boolean onlyInFile() {
        return name.equals(path);
    }

    static <T> Setting<T> secret(String name, String path, Parser<T> parser, String about) {
        return new Setting<>(name, path, null, parser, true, about);
    }
}
