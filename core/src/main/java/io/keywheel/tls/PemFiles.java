package io.keywheel.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** The certificate that a server shows, with its chain, and the private key to it, as files in PEM form. */
public record PemFiles(Path certificate, Path key) {
    private static final Map<String, String> SIGNING =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "Ed25519", "Ed25519");

    /**
     * Both as they were at one moment, which fit each other.
     *
     * @param until when the certificate ends
     */
    public record Loaded(PemKeyCertOptions options, Instant until) {}

    /** Says in words for people what is wrong with the files. Never quotes them. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        /** Which of the two. */
        public enum Which {
            CERTIFICATE,
            KEY
        }

        private final Which which;

        Unusable(Which which, String reason) {
            super(reason, null, false, false);
            this.which = which;
        }

        public Which which() {
            return which;
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads files: not for an event loop. */
    public Loaded load() throws Unusable {
        byte[] certificates = read(certificate, Unusable.Which.CERTIFICATE);
        byte[] secret = read(key, Unusable.Which.KEY);
        X509Certificate first = first(certificates);
        PemKeyCertOptions options = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificates))
                .addKeyValue(Buffer.buffer(secret));
        if (!fit(privateKey(options, secret), first.getPublicKey()))
            throw new Unusable(Unusable.Which.KEY, "it is not the key of the certificate");
        return new Loaded(options, first.getNotAfter().toInstant());
    }

    private static byte[] read(Path file, Unusable.Which which) throws Unusable {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Unusable(which, "the file cannot be read");
        }
    }

    private static X509Certificate first(byte[] pem) throws Unusable {
        try {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!all.isEmpty() && all.iterator().next() instanceof X509Certificate first) return first;
        } catch (GeneralSecurityException e) {
            // Said below.
        }
        throw new Unusable(Unusable.Which.CERTIFICATE, "the file holds no readable certificate");
    }

    private static PrivateKey privateKey(PemKeyCertOptions options, byte[] pem) throws Unusable {
        if (new String(pem, StandardCharsets.ISO_8859_1).contains("ENCRYPTED"))
            throw new Unusable(Unusable.Which.KEY, "the key is locked by a password");
        try {
            for (KeyManager manager : options.getKeyManagerFactory(null).getKeyManagers()) {
                if (!(manager instanceof X509KeyManager known)) continue;
                for (String type : SIGNING.keySet()) {
                    String[] aliases = known.getServerAliases(type, null);
                    if (aliases != null && aliases.length > 0) return known.getPrivateKey(aliases[0]);
                }
            }
        } catch (Exception e) {
            // Said below: its own words may quote the file.
        }
        throw new Unusable(Unusable.Which.KEY, "the file holds no readable private key");
    }

    private static boolean fit(PrivateKey secret, PublicKey open) throws Unusable {
        try {
            byte[] any = {1, 2, 3};
            Signature signing = Signature.getInstance(SIGNING.getOrDefault(secret.getAlgorithm(), "SHA256withRSA"));
            signing.initSign(secret);
            signing.update(any);
            byte[] signed = signing.sign();
            signing.initVerify(open);
            signing.update(any);
            return signing.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
