package io.keywheel.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Supplier;

/** A source of names and texts: files of a folder, fields of a hash, entries of a key-value store. */
record PairsSource(String name, Supplier<Future<Map<String, String>>> pairs, Supplier<Future<Void>> end)
        implements Source {

    /** Finds names and texts in what a store brings. */
    @FunctionalInterface
    interface Finding {
        Map<String, String> in(Buffer text) throws SourceTrouble;
    }

    static PairsSource of(String name, ConfigStore store, Finding finding) {
        return new PairsSource(name, () -> store.get().compose(text -> found(finding, text)), store::close);
    }

    private static Future<Map<String, String>> found(Finding finding, Buffer text) {
        try {
            return Future.succeededFuture(finding.in(text));
        } catch (SourceTrouble e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Future<Contents> read() {
        return pairs.get().map(all -> Pairs.read(all, name));
    }

    @Override
    public Future<Void> close() {
        return end.get();
    }
}
