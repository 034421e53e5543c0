package io.keywheel.config;

/**
 * One entry of a list in the configuration file.
 *
 * @param path {@code providers.groq.keys[2]}, counted from 1
 */
record Entry(String path) {

    /** A field of it as a setting, which has no other name than its path. */
    <T> Setting<T> at(Field<T> field) {
        String name = path + "." + field.name();
        return new Setting<>(name, name, null, field.parser(), field.secret(), field.name());
    }
}
