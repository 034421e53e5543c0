package io.keywheel.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file as a store of vertx-config: read whole, up to a size that no settings have. */
record LocalFile(Vertx vertx, Path path) implements ConfigStore {
    static final int LARGEST = 1 << 20;

    @Override
    public Future<Buffer> get() {
        return vertx.executeBlocking(() -> Buffer.buffer(read(path)));
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    static byte[] read(Path path) throws SourceTrouble {
        String mend = "It must be a file that this user may read.";
        if (Files.isDirectory(path)) throw SourceTrouble.broken("it cannot be read", mend);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length <= LARGEST) return content;
            throw SourceTrouble.broken("it is larger than 1 MiB", "Name a file of settings.");
        } catch (NoSuchFileException e) {
            throw SourceTrouble.missing(mend);
        } catch (IOException e) {
            throw SourceTrouble.broken("it cannot be read", mend);
        }
    }
}
