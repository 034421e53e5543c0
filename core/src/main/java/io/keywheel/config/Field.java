package io.keywheel.config;

import java.util.List;

/**
 * What an entry of a list in the configuration file may say.
 *
 * @param secret never printed, and may be given as a file by the name with {@code File}
 */
record Field<T>(String name, Parser<T> parser, boolean secret) {

    /** Its names in the file. */
    List<String> names() {
        return secret ? List.of(name, name + Setting.FILE_PATH) : List.of(name);
    }

    static <T> Field<T> open(String name, Parser<T> parser) {
        return new Field<>(name, parser, false);
    }

    static <T> Field<T> secret(String name, Parser<T> parser) {
        return new Field<>(name, parser, true);
    }
}
