package io.keywheel.config;

/** Reads the text of a setting. */
@FunctionalInterface
interface Parser<T> {
    T parse(String text) throws Unfit;
}
