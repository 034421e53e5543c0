package io.keywheel.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that goes with whoever made it. */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /**
     * A new one among the system's temporary files.
     *
     * @param prefix says whose it is
     */
    public static TemporaryFolder made(String prefix) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(prefix));
    }

    /** Removes it with all that is in it; safe to call more than once. */
    @Override
    public void close() {
        if (!Files.exists(path)) return;
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        } catch (IOException | UncheckedIOException e) {
            // It lies in the directory for temporary files: the system clears what is left.
        }
    }
}
