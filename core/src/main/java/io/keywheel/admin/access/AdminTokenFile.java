package io.keywheel.admin.access;

import io.keywheel.token.TokenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The first admin token, where none was set: made at random at the first start, and kept in a file that only its owner reads. */
public final class AdminTokenFile {
    private static final String NAME = "admin-token";
    private static final int SHORTEST = 16;
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;

    public AdminTokenFile(Path dataDir) {
        this.path = dataDir.resolve(NAME).toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /**
     * The token that the file holds, made now if there is none.
     *
     * @throws IOException where it can be neither read nor written, or does not hold a token
     */
    public String token() throws IOException {
        if (!Files.exists(path)) write();
        String token = Files.readString(path, StandardCharsets.UTF_8).strip();
        if (token.length() < SHORTEST)
            throw new IOException(path + " does not hold a token: remove the file, and a new one is made");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return token;
    }

    /** Whole or not at all: written aside, then given its name, unless somebody was faster. */
    private void write() throws IOException {
        Path folder = path.getParent();
        if (folder != null && !Files.exists(folder)) Files.createDirectories(folder, OWNERS_FOLDER);
        Path aside = Files.createTempFile(folder, NAME, ".new", OWNERS_FILE);
        try {
            String line = TokenText.random("kwa_") + "\n";
            Files.writeString(aside, line, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
            Files.createLink(path, aside);
        } catch (FileAlreadyExistsException e) {
            // Another process made it a moment ago: its token counts.
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
