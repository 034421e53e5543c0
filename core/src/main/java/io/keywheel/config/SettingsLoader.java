package io.keywheel.config;

import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        // Files that hold secrets and host names that must be resolved are no work for an event loop.
        return new Sources(vertx, surroundings)
                .read()
                .compose(contents -> vertx.executeBlocking(() -> judge(contents, surroundings, catalog, machine)));
    }

    private static Loading judge(
            Contents contents, Surroundings surroundings, ProviderCatalog catalog, Machine machine) {
        Map<String, Value> values = new HashMap<>(contents.values());
        List<Mistake> mistakes = new ArrayList<>(contents.mistakes());
        List<ProviderSettings> providers = ProviderNames.of(catalog, values, mistakes);
        List<Setting<?>> all = new ArrayList<>(SettingTable.ALL);
        providers.forEach(provider -> all.addAll(provider.all(values)));
        KnownNames names = new KnownNames(all);
        mistakes.addAll(names.mistakes(values));

        new SecretFiles(surroundings.directory(), values, mistakes).read(all);

        Reading reading = new Reading(values, mistakes);
        names.warnings(values, providers).forEach(reading::warn);
        Settings settings = new SettingsReading(reading, surroundings.directory(), machine)
                .read(new ProvidersReading(reading, catalog, providers).read());
        return mistakes.isEmpty() ? new Loaded(settings, Display.of(all, values)) : new Rejected(List.copyOf(mistakes));
    }
}
