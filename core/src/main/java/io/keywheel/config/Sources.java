package io.keywheel.config;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads every source. Documents are brought by stores of vertx-config and read by its processors, each by itself: so a value keeps
 * its origin and one broken file does not hide what the others hold. The stores are listed by hand: the default list lets
 * {@code conf/config.json} beat the environment, and {@code optional} would turn a broken file into an empty one. The environment
 * and the flags are at hand already; a store would only write them as JSON and read them back, which loads all of Jackson and costs
 * a start 100 ms.
 */
final class Sources {
    private static final String USUAL_FILE = "keywheel.yaml";
    private final Vertx vertx;
    private final Surroundings surroundings;
    private final FurtherSources further;

    Sources(Vertx vertx, Surroundings surroundings) {
        this.vertx = vertx;
        this.surroundings = surroundings;
        this.further = new FurtherSources(vertx, surroundings.directory());
    }

    /**
     * What all sources gave.
     *
     * @param main the later over the earlier
     * @param further the earlier over the later
     */
    record Gathered(List<Taken> main, List<Taken> further, List<Mistake> mistakes) {
        Layers layers() {
            return new Layers(
                    main.stream().map(Taken::layer).toList(),
                    further.stream().map(Taken::layer).toList());
        }

        List<Taken> all() {
            List<Taken> all = new ArrayList<>(main);
            all.addAll(further);
            return List.copyOf(all);
        }
    }

    Future<Gathered> read(Asking asking) {
        Taken environment = plain(FlatSource.ENVIRONMENT, FlatSource.environment(surroundings.environment()));
        Taken flags = plain(FlatSource.FLAG, FlatSource.flags(surroundings.flags()));
        return dotenv(asking)
                .compose(dotenv -> file(asking, List.of(dotenv, environment, flags))
                        .compose(file -> further(asking, List.of(file, dotenv, environment, flags))));
    }

    private static Taken plain(String name, Contents contents) {
        return new Taken(SourceInfo.main(name, name), contents, List.of());
    }

    private Future<Taken> dotenv(Asking asking) {
        SourceInfo info = SourceInfo.main(FlatSource.DOTENV, "dotenv");
        Path path = surroundings.directory().resolve(FlatSource.DOTENV);
        if (!Files.exists(path) && asking.known(info).isEmpty())
            return Future.succeededFuture(new Taken(info, Contents.NONE, List.of()));
        return new SourceTaking(asking).take(info, document(info.name(), Format.DOTENV, path));
    }

    private Future<Taken> file(Asking asking, List<Taken> upper) {
        Value named = values(upper).get(SettingsLoader.CONFIG);
        String name = named == null ? USUAL_FILE : named.text();
        SourceInfo info = SourceInfo.main(name, "file");
        Path path = surroundings.directory().resolve(name);
        if (!Files.exists(path) && asking.known(info).isEmpty()) {
            if (named == null) return Future.succeededFuture(new Taken(info, Contents.NONE, List.of()));
            return Future.succeededFuture(asking.instead(info, List.of(missing(named, path)), false));
        }
        Optional<Format> format = Format.ofName(name).filter(known -> known != Format.DOTENV);
        if (format.isEmpty()) return Future.succeededFuture(asking.instead(info, List.of(unknownFormat(name)), false));
        return new SourceTaking(asking).take(info, document(name, format.get(), path));
    }

    private Source document(String name, Format format, Path path) {
        return new DocumentSource(vertx, name, format, new LocalFile(vertx, path));
    }

    private Future<Gathered> further(Asking asking, List<Taken> main) {
        return vertx.executeBlocking(() -> further.described(values(main)))
                .compose(described ->
                        further.read(described, asking).map(taken -> new Gathered(main, taken, described.mistakes())));
    }

    private static Map<String, Value> values(List<Taken> weakestFirst) {
        Map<String, Value> values = new HashMap<>();
        weakestFirst.forEach(taken -> values.putAll(taken.contents().values()));
        return values;
    }

    private static Mistake missing(Value named, Path path) {
        return new Mistake(
                SettingsLoader.CONFIG,
                named.origin(),
                "there is no file " + path,
                "Name one that is there, or none.",
                named.source());
    }

    private static Mistake unknownFormat(String name) {
        return new Mistake(name, "", "its format is not known", "Name it .yaml, .yml, .json or .properties.", name);
    }

    Future<Void> close() {
        return further.close();
    }
}
