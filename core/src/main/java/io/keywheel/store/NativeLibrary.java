package io.keywheel.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library in the data directory. Left to itself the driver unpacks it into the temporary directory at each start,
 * and a process that is killed leaves it there.
 */
final class NativeLibrary {
    private static final String PATH = "org.sqlite.lib.path";

    private NativeLibrary() {}

    /** Where this cannot be done the driver does as it is used to. */
    static synchronized void keepIn(Path folder) {
        if (System.getProperty(PATH) != null) return;
        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream packed =
                SQLiteJDBCLoader.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (packed == null) return;
            Path own = folder.resolve("native");
            Files.createDirectories(own);
            unpack(packed.readAllBytes(), own.resolve(name));
            System.setProperty(PATH, own.toAbsolutePath().toString());
            System.setProperty("org.sqlite.lib.name", name);
        } catch (IOException e) {
            System.getLogger(NativeLibrary.class.getName())
                    .log(System.Logger.Level.DEBUG, "SQLite's library goes to the temporary directory", e);
        }
    }

    /** The name appears with the whole file only: another process may be about to load it. */
    private static void unpack(byte[] library, Path file) throws IOException {
        if (Files.exists(file) && Arrays.equals(library, Files.readAllBytes(file))) return;
        Path draft = Files.createTempFile(file.getParent(), "library", ".part");
        Files.write(draft, library);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
