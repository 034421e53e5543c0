package io.keywheel.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The master key of a single node, which makes one for itself at its first start: {@code master-key} in the data directory. */
public final class MasterKeyFile {
    private static final String NAME = "master-key";

    /** What came of looking for it. */
    public sealed interface Found {

        /**
         * The key of this node.
         *
         * @param made whether it was made just now
         */
        record Usable(MasterKey key, boolean made) implements Found {}

        /**
         * There is none that may be used.
         *
         * @param words what is wrong and how it is mended
         */
        record Unusable(String words) implements Found {}
    }

    private MasterKeyFile() {}

    /** The key that lies in the folder; where none does, one is made. */
    public static Found in(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            PrivateFiles.makeFolder(folder);
            boolean made = !Files.exists(file) && PrivateFiles.writeNew(file, fresh());
            return PrivateFiles.isOpenToOthers(file) ? openToOthers(file) : read(file, made);
        } catch (IOException e) {
            return new Found.Unusable("the master key " + file + " cannot be " + words(e));
        }
    }

    private static Found openToOthers(Path file) {
        return new Found.Unusable("others than its owner may read the master key " + file + ". Run: chmod 600 " + file
                + " (and change it with ./keywheel master-key reseal if somebody may have read it).");
    }

    private static Found read(Path file, boolean made) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        byte[] key = decoded(text);
        if (key.length == MasterKey.BYTES) return new Found.Usable(new MasterKey(key), made);
        return new Found.Unusable("the master key " + file + " is not " + MasterKey.BYTES
                + " bytes in base64. Put back the right one: without it nothing that was sealed can be read.");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] fresh() {
        byte[] key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        return (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String words(IOException e) {
        String why = e instanceof NoSuchFileException
                ? "there is no such folder"
                : e.getClass().getSimpleName();
        return "read or made: " + why + ". Set KEYWHEEL_DATA_DIR to a folder that this user may write to.";
    }
}
