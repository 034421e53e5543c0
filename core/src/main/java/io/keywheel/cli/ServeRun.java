package io.keywheel.cli;

import java.util.Map;

/** Runs the sidecar until it is stopped. */
@FunctionalInterface
public interface ServeRun {

    /**
     * Returns when the sidecar has stopped.
     *
     * @param flags settings from the command line, by their names, for {@link io.keywheel.config.Surroundings}
     * @return one of {@link Exit}
     */
    int serve(Map<String, String> flags);
}
