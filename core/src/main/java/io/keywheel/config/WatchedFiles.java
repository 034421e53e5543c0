package io.keywheel.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Notices by their content that files have changed, whatever was done to them: written, renamed, a link turned. What changes is left
 * alone until it has held still from one look to the next: an editor is at work.
 */
final class WatchedFiles {
    private byte[] known = {};
    private byte[] coming = {};

    /** Whether they are other than when it was last said that they have changed. Reads all of them. */
    synchronized boolean haveChanged(List<Path> files) {
        byte[] now = digest(files);
        boolean settled = MessageDigest.isEqual(now, coming);
        coming = now;
        if (!settled || MessageDigest.isEqual(now, known)) return false;
        // Also the first time: between the reading of the settings and the first look they may have changed.
        known = now;
        return true;
    }

    private static byte[] digest(List<Path> files) {
        MessageDigest digest = sha256();
        for (Path file : files) {
            digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
            try {
                if (Files.isDirectory(file))
                    new SecretFolder(file).read().forEach((name, text) -> add(digest, name, text));
                else if (Files.exists(file)) digest.update(LocalFile.read(file));
                else digest.update((byte) 0);
            } catch (SourceTrouble e) {
                digest.update(e.reason().getBytes(StandardCharsets.UTF_8));
            }
            digest.update((byte) 1);
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, String name, String text) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 2);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 3);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
