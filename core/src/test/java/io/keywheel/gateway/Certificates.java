package io.keywheel.gateway;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyStoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of a test's own and what it signed, made by the JDK's {@code keytool}. */
final class Certificates {
    private static final String PASSWORD = "fake-password";

    private final Path store;

    private Certificates(Path store) {
        this.store = store;
    }

    /** In {@code folder}: {@code good} for localhost, {@code misnamed} for another host, {@code expired} the day before. */
    static Certificates in(Path folder) {
        Certificates made = new Certificates(folder.resolve("store.p12"));
        made.make("authority", "-ext", "bc=ca:true");
        made.make("good", "-signer", "authority", "-ext", "san=dns:localhost");
        made.make("misnamed", "-signer", "authority", "-ext", "san=dns:elsewhere.example");
        made.make(
                "expired", "-signer", "authority", "-ext", "san=dns:localhost", "-startdate", "-3d", "-validity", "2");
        return made;
    }

    private void make(String name, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", name, "-dname", "CN=" + name, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(options));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) throw new AssertionError(said);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A file with the authority's certificate in PEM form. */
    Path authority() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            byte[] certificate = keys.getCertificate("authority").getEncoded();
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                    + "\n-----END CERTIFICATE-----\n";
            return Files.writeString(store.resolveSibling("authority.pem"), pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A server that shows the certificate of this name. */
    HttpServerOptions server(String name) {
        return new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new KeyStoreOptions()
                        .setType("PKCS12")
                        .setPath(store.toString())
                        .setPassword(PASSWORD)
                        .setAlias(name));
    }
}
