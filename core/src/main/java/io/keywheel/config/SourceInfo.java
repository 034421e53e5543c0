package io.keywheel.config;

import java.time.Duration;

/**
 * What a source is, apart from what it holds.
 *
 * @param place where it is, for people
 * @param main whether it is one that everybody has
 * @param every how often it is asked by itself; zero: never
 */
record SourceInfo(
        String name, String type, String place, boolean main, boolean optional, boolean remote, Duration every) {

    /** One that everybody has. */
    static SourceInfo main(String name, String type) {
        return new SourceInfo(name, type, name, true, false, false, Duration.ZERO);
    }

    static SourceInfo of(SourceSpec spec) {
        SourceKind kind = spec.kind();
        return new SourceInfo(
                spec.name(), kind.word(), spec.place(), false, spec.optional(), kind.isRemote(), spec.every());
    }
}
