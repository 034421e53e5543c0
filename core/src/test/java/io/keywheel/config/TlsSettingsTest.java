package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.tls.PemPair;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TlsSettingsTest {
    private static final PemPair OWN = PemPair.named("own");

    @RegisterExtension
    final Given given = new Given();

    @BeforeEach
    void write() {
        OWN.write(given.directory());
    }

    private void certificate(String certificate, String key) {
        given.environment("KEYWHEEL_TLS_CERT", certificate).environment("KEYWHEEL_TLS_KEY", key);
    }

    @Test
    void withACertificateAPlaneMayLeaveLoopback() {
        certificate("cert.pem", "key.pem");
        given.environment("KEYWHEEL_HOST", "0.0.0.0")
                .environment("KEYWHEEL_CALLER_TOKENS", "fake-caller-token")
                .environment("KEYWHEEL_ADMIN_HOST", "0.0.0.0")
                .environment("KEYWHEEL_ADMIN_TLS_CERT", "cert.pem")
                .environment("KEYWHEEL_ADMIN_TLS_KEY", "key.pem");

        assertThat(given.settings().dataPlane().tls()).isPresent();
        assertThat(given.settings().adminPlane().tls()).isPresent();
    }

    @Test
    void aCertificateOfOnePlaneIsNoneOfTheOther() {
        certificate("cert.pem", "key.pem");
        given.environment("KEYWHEEL_ADMIN_HOST", "0.0.0.0");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_ADMIN_HOST (environment KEYWHEEL_ADMIN_HOST): beyond loopback tokens and"
                        + " prompts would travel unencrypted. Set KEYWHEEL_ADMIN_TLS_CERT and its key, or"
                        + " KEYWHEEL_ALLOW_PLAIN_HTTP=true if the network is trusted, or stay on 127.0.0.1.");
    }

    @Test
    void aCertificateWithoutItsKeyIsAMistake() {
        given.environment("KEYWHEEL_TLS_CERT", "cert.pem");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_TLS_CERT (environment KEYWHEEL_TLS_CERT): KEYWHEEL_TLS_KEY is not set."
                        + " Set both, or none.");
    }

    @Test
    void filesThatAreNoCertificateOrAnothersKeyAreMistakes() throws IOException {
        Files.writeString(
                given.directory().resolve("other.pem"), PemPair.named("other").key());

        certificate("key.pem", "key.pem");
        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_TLS_CERT (environment KEYWHEEL_TLS_CERT): the file holds no readable"
                        + " certificate. Name a PEM file of certificates.");
        certificate("cert.pem", "cert.pem");
        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_TLS_KEY (environment KEYWHEEL_TLS_KEY): the file holds no readable private"
                        + " key. Name a PEM file of its private key, not locked.");
        certificate("cert.pem", "other.pem");
        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_TLS_KEY (environment KEYWHEEL_TLS_KEY): it is not the key of the"
                        + " certificate. Name a PEM file of its private key, not locked.");
        certificate("gone.pem", "key.pem");
        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_TLS_CERT (environment KEYWHEEL_TLS_CERT): the file cannot be read."
                        + " Name a PEM file of certificates.");
    }
}
