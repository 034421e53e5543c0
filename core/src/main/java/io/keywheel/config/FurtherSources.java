package io.keywheel.config;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources that people add to the usual ones. Each lives as long as it is described alike: it knows what it brought last. */
final class FurtherSources {
    private final Vertx vertx;
    private final Path directory;
    private final Map<SourceSpec, Source> living = new HashMap<>();

    /** Which ones there are, and what is wrong with how they are described. */
    record Described(List<SourceSpec> specs, Optional<Path> trusted, List<Mistake> mistakes) {}

    FurtherSources(Vertx vertx, Path directory) {
        this.vertx = vertx;
        this.directory = directory;
    }

    /** Reads files of secrets: no work for an event loop. */
    Described described(Map<String, Value> values) {
        List<Mistake> mistakes = new ArrayList<>();
        List<SourceSpec> specs = new SourceSpecs(values, mistakes, new SecretFiles(directory)).read();
        Optional<Path> trusted = Optional.ofNullable(values.get(SettingTable.UPSTREAM_CA.name()))
                .map(ca -> directory.resolve(ca.text()));
        return new Described(specs, trusted, List.copyOf(mistakes));
    }

    /** In the order in which they are described. */
    Future<List<Taken>> read(Described described, Asking asking) {
        retain(described.specs);
        SourceFactory factory = new SourceFactory(vertx, directory, described.trusted);
        SourceTaking taking = new SourceTaking(asking);
        List<Future<Taken>> all = new ArrayList<>();
        for (SourceSpec spec : described.specs) {
            SourceInfo info = SourceInfo.of(spec);
            try {
                all.add(taking.take(info, living(spec, factory)));
            } catch (SourceTrouble e) {
                all.add(Future.succeededFuture(taking.broken(info, e)));
            }
        }
        return Future.join(all).map(v -> all.stream().map(Future::result).toList());
    }

    private synchronized Source living(SourceSpec spec, SourceFactory factory) throws SourceTrouble {
        Source known = living.get(spec);
        if (known != null) return known;
        Source made = factory.make(spec);
        living.put(spec, made);
        return made;
    }

    private synchronized void retain(List<SourceSpec> specs) {
        living.entrySet().removeIf(each -> {
            boolean gone = !specs.contains(each.getKey());
            if (gone) each.getValue().close();
            return gone;
        });
    }

    Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        synchronized (this) {
            living.values().forEach(source -> closing.add(source.close()));
            living.clear();
        }
        return Future.join(closing).mapEmpty();
    }
}
