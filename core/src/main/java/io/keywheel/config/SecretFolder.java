package io.keywheel.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder with a file for each secret: what Kubernetes mounts, Docker's {@code /run/secrets}, systemd's credentials. Kubernetes
 * exchanges all files at once by turning the link {@code ..data}; so the folder behind it is read, and read again if it was turned
 * meanwhile: never half of the old and half of the new.
 */
record SecretFolder(Path path) {
    private static final String TURNED = "..data";
    private static final int TRIES = 5;
    private static final int MOST = 10_000;

    Map<String, String> read() throws SourceTrouble {
        for (int tries = 1; ; tries++) {
            Optional<Path> before = behind();
            try {
                Map<String, String> files = files(before.orElse(path));
                if (before.equals(behind())) return files;
            } catch (SourceTrouble e) {
                if (before.equals(behind())) throw e;
            }
            if (tries == TRIES)
                throw SourceTrouble.broken("its files change faster than they can be read", "It is read again.");
        }
    }

    private Optional<Path> behind() {
        try {
            return Optional.of(path.resolve(TURNED).toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> files(Path folder) throws SourceTrouble {
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                String name = String.valueOf(each.getFileName());
                if (name.startsWith(".") || !Pairs.isOurs(name) || Files.isDirectory(each)) continue;
                files.put(name, text(each, name));
                if (files.size() > MOST)
                    throw SourceTrouble.broken("it holds more than " + MOST + " files", "Name a folder of secrets.");
            }
            return files;
        } catch (NoSuchFileException e) {
            throw SourceTrouble.missing("It must be a folder that this user may read.");
        } catch (IOException e) {
            throw SourceTrouble.broken("it cannot be read", "It must be a folder that this user may read.");
        }
    }

    private static String text(Path file, String name) throws SourceTrouble {
        try {
            byte[] bytes = LocalFile.read(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SourceTrouble.broken("the file " + name + " is no text", "Write it as UTF-8.");
        } catch (SourceTrouble e) {
            throw SourceTrouble.broken("of the file " + name + ": " + e.reason(), e.mend());
        }
    }
}
