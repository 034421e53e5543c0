package io.keywheel.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads every source. Files go through vertx-config, each with a retriever of its own: so a value keeps its origin and one broken
 * file does not hide what the others hold. The stores are listed by hand: the default list lets {@code conf/config.json} beat the
 * environment, and {@code optional} would turn a broken file into an empty one. The environment and the flags are at hand already;
 * a store would only write them as JSON and read them back, which loads all of Jackson and costs a start 100 ms.
 */
final class Sources {
    private static final Map<String, String> FORMATS =
            Map.of("yaml", "yaml", "yml", "yaml", "json", "json", "properties", "properties");
    private static final String USUAL_FILE = "keywheel.yaml";
    private static final String USUAL_DOTENV = ".env";
    private final Vertx vertx;
    private final Surroundings surroundings;

    Sources(Vertx vertx, Surroundings surroundings) {
        this.vertx = vertx;
        this.surroundings = surroundings;
    }

    /** All of them, the later over the earlier: file, {@code .env}, environment, flags. */
    Future<Contents> read() {
        Contents environment = FlatSource.environment(surroundings.environment());
        Contents flags = FlatSource.flags(surroundings.flags());
        return dotenv().compose(dotenv -> {
            Contents upper = dotenv.under(environment).under(flags);
            return file(upper).map(file -> file.under(upper));
        });
    }

    private Future<Contents> dotenv() {
        Path path = surroundings.directory().resolve(USUAL_DOTENV);
        if (!Files.exists(path)) return Future.succeededFuture(Contents.NONE);
        JsonObject config = new JsonObject().put("path", path.toString()).put(DotenvProcessor.LINES, true);
        ConfigStoreOptions store =
                new ConfigStoreOptions().setType("file").setFormat("dotenv").setConfig(config);
        return parsed(store, USUAL_DOTENV, FlatSource::dotenv);
    }

    private Future<Contents> file(Contents upper) {
        Value named = upper.values().get(SettingsLoader.CONFIG);
        String name = named == null ? USUAL_FILE : named.text();
        Path path = surroundings.directory().resolve(name);
        if (!Files.exists(path)) return Future.succeededFuture(named == null ? Contents.NONE : missing(named, path));
        String format = FORMATS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (format == null) return Future.succeededFuture(unknownFormat(name));
        JsonObject config = new JsonObject()
                .put("path", path.toString())
                .put("hierarchical", true)
                .put("raw-data", true);
        ConfigStoreOptions store =
                new ConfigStoreOptions().setType("file").setFormat(format).setConfig(config);
        return parsed(store, name, tree -> FileSource.read(tree, name));
    }

    private static Contents missing(Value named, Path path) {
        return Contents.broken(new Mistake(
                SettingsLoader.CONFIG, named.origin(), "there is no file " + path, "Name one that is there, or none."));
    }

    private static Contents unknownFormat(String name) {
        return Contents.broken(
                new Mistake(name, "", "its format is not known", "Name it .yaml, .yml, .json or .properties."));
    }

    private Future<Contents> parsed(ConfigStoreOptions store, String file, Function<JsonObject, Contents> reading) {
        return retrieve(store)
                .compose(
                        tree -> Future.succeededFuture(reading.apply(tree)),
                        failure -> Future.succeededFuture(
                                isEmpty(failure)
                                        ? Contents.NONE
                                        : new Contents(Map.of(), BrokenFile.mistakes(file, failure))));
    }

    /** How vertx-config takes a YAML file of nothing but comments. */
    private static boolean isEmpty(Throwable failure) {
        return failure instanceof NullPointerException;
    }

    private Future<JsonObject> retrieve(ConfigStoreOptions store) {
        ConfigRetrieverOptions options = new ConfigRetrieverOptions()
                .setIncludeDefaultStores(false)
                .setScanPeriod(-1)
                .addStore(store);
        ConfigRetriever retriever = ConfigRetriever.create(vertx, options);
        return retriever.getConfig().eventually(retriever::close);
    }
}
