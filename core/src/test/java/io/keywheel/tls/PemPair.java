package io.keywheel.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate that signs itself and its key, made by the JDK's {@code keytool}, to be written as files in PEM form. */
public record PemPair(String certificate, String key) {
    private static final String PASSWORD = "fake-password";

    /** For localhost and 127.0.0.1. */
    public static PemPair named(String name) {
        try {
            Path folder = Files.createTempDirectory("keywheel-pem");
            Path store = folder.resolve("store.p12");
            make(name, store);
            PemPair made = read(store);
            Files.delete(store);
            Files.delete(folder);
            return made;
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void make(String name, Path store) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "own",
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new AssertionError(said);
    }

    private static PemPair read(Path store) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new PemPair(
                    pem("CERTIFICATE", keys.getCertificate("own").getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            keys.getKey("own", PASSWORD.toCharArray()).getEncoded()));
        }
    }

    private static String pem(String what, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }

    public void write(Path folder) {
        try {
            Files.writeString(folder.resolve("cert.pem"), certificate);
            Files.writeString(folder.resolve("key.pem"), key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
