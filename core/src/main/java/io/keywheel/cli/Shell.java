package io.keywheel.cli;

import io.keywheel.config.Surroundings;
import io.keywheel.sim.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param terminal whether a person looks on, in colour or not
 */
public record Shell(Map<String, String> environment, Path directory, InputStream in, Terminal terminal) {

    public static Shell ofThisProcess() {
        return new Shell(System.getenv(), Path.of(""), System.in, Terminal.of(System.getenv()));
    }

    public Surroundings surroundings(Map<String, String> flags) {
        return new Surroundings(environment, directory, flags);
    }

    /** Environments hold secrets. */
    @Override
    public String toString() {
        return "Shell[" + directory + "]";
    }
}
