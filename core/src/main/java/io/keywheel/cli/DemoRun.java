package io.keywheel.cli;

import java.time.Duration;
import java.util.Optional;

/** Runs the demo. */
@FunctionalInterface
public interface DemoRun {

    /**
     * What the demo was asked for.
     *
     * @param nodes how many members
     * @param scenario its name
     * @param length how long it runs; empty: until it is stopped
     * @param port of the data plane, 0 for any free one
     * @param adminPort of the admin plane, 0 for any free one
     */
    record Options(int nodes, String scenario, Optional<Duration> length, int port, int adminPort) {}

    /** Returns one of {@link Exit} when the demo is over. */
    int demo(Options options);
}
