package io.keywheel.cli.doctor;

import io.keywheel.config.Settings;
import io.keywheel.config.Whereabouts;
import io.keywheel.sealing.PrivateFiles;
import io.keywheel.tls.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the data directory, the store, and who may read what holds secrets. */
record Disk(Optional<Settings> settings, Whereabouts whereabouts) {
    private static final int POSTGRES = 5432;

    List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        Path data = whereabouts.dataDir();
        found.add(writable(data));
        found.add(store(data));
        found.addAll(rights(data));
        return found;
    }

    private static Finding writable(Path data) {
        try {
            Path place = data;
            while (!Files.exists(place) && place.getParent() != null) place = place.getParent();
            if (!Files.isDirectory(place)) return Finding.bad("data directory", place + " is no directory", move());
            Files.delete(Files.createTempFile(place, ".doctor", ".tmp"));
            return Finding.good("data directory", data + (place.equals(data) ? " can be written" : " can be made"));
        } catch (IOException e) {
            return Finding.bad("data directory", data + " cannot be written", move());
        }
    }

    private static String move() {
        return "Give the server's user the right to write there, or set KEYWHEEL_DATA_DIR.";
    }

    /** The URL may hold a password: only its host and port are told. */
    private Finding store(Path data) {
        Optional<String> url = whereabouts.storeUrl();
        if (url.isEmpty()) return Finding.good("store", "SQLite in " + data);
        try {
            URI place = URI.create(url.get().replaceFirst("^jdbc:", "").replaceFirst("[?].*", ""));
            int port = place.getPort() > 0 ? place.getPort() : POSTGRES;
            String told = place.getHost() + ":" + port;
            if (place.getHost() == null)
                return Finding.note("store", "its host cannot be told from KEYWHEEL_STORE_URL");
            return Sockets.answers(place.getHost(), port)
                    ? Finding.good("store", told + " answers")
                    : Finding.bad("store", told + " does not answer", "Start PostgreSQL, or check KEYWHEEL_STORE_URL.");
        } catch (IllegalArgumentException e) {
            return Finding.note("store", "its host cannot be told from KEYWHEEL_STORE_URL");
        }
    }

    private List<Finding> rights(Path data) {
        List<Path> secret = new ArrayList<>(whereabouts.files());
        settings.stream()
                .flatMap(s -> Stream.concat(s.dataPlane().tls().stream(), s.adminPlane().tls().stream()))
                .map(PemFiles::key)
                .forEach(secret::add);
        secret.addAll(filesIn(data));
        List<Finding> found = secret.stream().distinct().flatMap(Disk::open).toList();
        return found.isEmpty()
                ? List.of(Finding.good("file permissions", secret.size() + " files are their owner's alone"))
                : found;
    }

    private static List<Path> filesIn(Path data) {
        if (!Files.isDirectory(data)) return List.of();
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Stream<Finding> open(Path file) {
        try {
            if (!PrivateFiles.isOpenToOthers(file)) return Stream.of();
            return Stream.of(Finding.bad("file permissions", file + " may be read by others", "chmod 600 " + file));
        } catch (IOException e) {
            return Stream.of(Finding.note("file permissions", file + " cannot be looked at"));
        }
    }
}
