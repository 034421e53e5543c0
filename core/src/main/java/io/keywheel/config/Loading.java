package io.keywheel.config;

import java.util.List;

/** What came of reading the settings: all of them, or every mistake at once. */
public sealed interface Loading {

    /**
     * Settings that can be used.
     *
     * @param shown what was read from where, for people; secrets are masked
     */
    record Loaded(Settings settings, List<Shown> shown) implements Loading {}

    /** Settings that cannot be used, and why. */
    record Rejected(List<Mistake> mistakes) implements Loading {}

    /**
     * A setting as it may be printed.
     *
     * @param origin where its value stands, {@code default} if nowhere
     */
    record Shown(String name, String value, String origin) {}
}
