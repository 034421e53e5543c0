package io.keywheel.config;

import io.keywheel.tls.PemFiles;
import io.keywheel.tls.PemFiles.Unusable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The certificate of a plane: both of its files or none, which can be read and fit each other. */
final class TlsReading {
    private static final Duration SOON = Duration.ofDays(7);
    private final Reading reading;
    private final Path directory;

    TlsReading(Reading reading, Path directory) {
        this.reading = reading;
        this.directory = directory;
    }

    Optional<PemFiles> read(Setting<String> certificate, Setting<String> key) {
        Optional<String> certificates = reading.find(certificate);
        Optional<String> secret = reading.find(key);
        if (certificates.isEmpty() && secret.isEmpty()) return Optional.empty();
        if (certificates.isEmpty() || secret.isEmpty()) {
            Setting<String> given = secret.isEmpty() ? certificate : key;
            Setting<String> other = secret.isEmpty() ? key : certificate;
            reading.mistake(given, other.name() + " is not set", "Set both, or none.");
            return Optional.empty();
        }
        try {
            PemFiles files = new PemFiles(directory.resolve(certificates.get()), directory.resolve(secret.get()));
            Instant until = files.load().until();
            if (until.isBefore(Instant.now().plus(SOON)))
                reading.warn(reading.origin(certificate) + ": the certificate is valid until " + until);
            return Optional.of(files);
        } catch (InvalidPathException e) {
            reading.mistake(certificate, "a path of the two can be none", "Name files in PEM form.");
        } catch (Unusable e) {
            boolean ofKey = e.which() == Unusable.Which.KEY;
            reading.mistake(
                    ofKey ? key : certificate,
                    e.reason(),
                    ofKey ? "Name a PEM file of its private key, not locked." : "Name a PEM file of certificates.");
        }
        return Optional.empty();
    }
}
