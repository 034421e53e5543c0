package io.keywheel.admin.access;

import io.keywheel.sealing.PrivateFiles;
import io.keywheel.token.TokenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The first admin token, where none was set: made at random at the first start, and kept in a file that only its owner reads. */
public final class AdminTokenFile {
    private static final String NAME = "admin-token";
    private static final int SHORTEST = 16;

    private final Path folder;
    private final Path path;

    public AdminTokenFile(Path dataDir) {
        this.folder = dataDir.toAbsolutePath().normalize();
        this.path = folder.resolve(NAME);
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
        PrivateFiles.makeFolder(folder);
        // Where another process made it a moment ago its token counts.
        if (!Files.exists(path)) PrivateFiles.writeNew(path, fresh());
        String token = Files.readString(path, StandardCharsets.UTF_8).strip();
        if (token.length() < SHORTEST)
            throw new IOException(path + " does not hold a token: remove the file, and a new one is made");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return token;
    }

    private static byte[] fresh() {
        return (TokenText.random("kwa_") + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
