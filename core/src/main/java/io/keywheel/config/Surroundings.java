package io.keywheel.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a process is started with.
 *
 * @param directory where {@code .env} and {@code keywheel.yaml} are looked for
 * @param flags settings given on the command line, by their names, as in {@code KEYWHEEL_PORT}
 */
public record Surroundings(Map<String, String> environment, Path directory, Map<String, String> flags) {

    public Surroundings {
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
        flags = Map.copyOf(flags);
    }

    /** This process, with these flags. */
    public static Surroundings ofThisProcess(Map<String, String> flags) {
        return new Surroundings(System.getenv(), Path.of(""), flags);
    }

    /** Says what is there, never what it holds: environments hold secrets. */
    @Override
    public String toString() {
        return "Surroundings[" + environment.size() + " variables, " + directory + ", flags " + flags.keySet() + "]";
    }
}
