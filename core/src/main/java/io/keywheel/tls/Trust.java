package io.keywheel.tls;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed: the platform's authorities, and those of a file beside them. */
public final class Trust {
    private Trust() {}

    /**
     * Those of the file too; empty where there is none, and the platform's do.
     *
     * @throws IllegalArgumentException where the file holds no readable certificate
     */
    public static Optional<TrustOptions> with(Optional<Path> caFile) {
        return caFile.map(Trust::platformAnd);
    }

    private static TrustOptions platformAnd(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate issuer : managerOf(null).getAcceptedIssuers()) {
                store.setCertificateEntry("platform-" + store.size(), issuer);
            }
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("own-" + store.size(), own);
            }
            return TrustOptions.wrap(managerOf(store));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "KEYWHEEL_UPSTREAM_CA: " + file + " holds no readable certificate (" + e.getMessage()
                            + "); give a file with certificates in PEM form",
                    e);
        }
    }

    private static X509TrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) return x509;
        }
        throw new GeneralSecurityException("the platform has no X.509 trust manager");
    }
}
