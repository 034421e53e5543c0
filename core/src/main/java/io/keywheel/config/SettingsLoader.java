package io.keywheel.config;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Reads the settings from all their sources: defaults, file, {@code .env}, environment, flags, the later over the earlier. */
public final class SettingsLoader {
    /** Names the configuration file. */
    static final String CONFIG = "KEYWHEEL_CONFIG";

    private SettingsLoader() {}

    /** Fails only for bugs: what people wrote comes back as settings or as mistakes. */
    public static Future<Loading> load(Vertx vertx, Surroundings surroundings, ProviderCatalog catalog) {
        return load(vertx, surroundings, catalog, Machine.here());
    }

    static Future<Loading> load(Vertx vertx, Surroundings surroundings, ProviderCatalog catalog, Machine machine) {
        Snapshots snapshots = new Snapshots(vertx, surroundings, new Judgement(surroundings, catalog, machine));
        return snapshots
                .take(Optional.empty(), source -> true)
                .map(Snapshot::loading)
                .eventually(snapshots::close);
    }
}
