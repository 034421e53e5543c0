package io.keywheel.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files that nobody but their owner may read, where the file system knows of owners. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes the folder and what it lies in, where they lack. One that is there stays as it is. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    /** Makes an empty file where there is none; only the owner may read and write it from its first moment on. */
    public static void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, permissions(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // It is there, as it should be.
        }
    }

    /** Whether others than the owner may read or write it. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return isPosix(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Writes a file that is there whole or not at all, and after a power cut too. One that is there already stays: gives whether. */
    public static boolean writeNew(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        makeFile(draft);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        try {
            return publish(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A link, since it fails where the name is taken; moving would replace what another process has just written. */
    private static boolean publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | IOException e) {
            if (Files.exists(file)) return false;
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        syncFolder(file);
        return true;
    }

    private static void syncFolder(Path file) throws IOException {
        if (!isPosix(file)) return;
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        if (!isPosix(path)) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
