package io.keywheel.cli.api;

import io.keywheel.cli.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The platform's authorities and those of a PEM file. The host name is checked as always. */
public record Trust(SSLSocketFactory sockets) {

    /**
     * Those of the file beside the platform's.
     *
     * @throws Ended where the file cannot be read as certificates
     */
    public static Trust in(Path file, String option) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (TrustManager manager : managers(null))
                if (manager instanceof X509TrustManager known)
                    for (X509Certificate issuer : known.getAcceptedIssuers())
                        store.setCertificateEntry("platform-" + store.size(), issuer);
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(in))
                store.setCertificateEntry("own-" + store.size(), own);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return new Trust(context.getSocketFactory());
        } catch (IOException | GeneralSecurityException e) {
            throw new Ended(
                    Exit.USAGE, option + ": " + file + " holds no readable certificate.", "Name a file in PEM form.");
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
