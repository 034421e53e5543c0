package io.keywheel.config;

import io.keywheel.config.Settings.Pooled;
import io.keywheel.config.Settings.Route;
import io.keywheel.provider.Provider;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the settings of all providers into pools, and finds the default one. */
final class ProvidersReading {
    private static final String USUAL = "groq";

    /** The pools that are to be, and which of them answers. */
    record Found(List<Pooled> pools, String defaultProvider, List<Route> routes) {}

    private final Reading reading;
    private final ProviderCatalog catalog;
    private final Map<String, ProviderSettings> settings = new LinkedHashMap<>();
    private final Map<String, ProviderKeys> keys = new LinkedHashMap<>();

    /** @param further keys of sources beside those that {@code reading} reads */
    ProvidersReading(Reading reading, ProviderCatalog catalog, List<ProviderSettings> all, List<KeysOf> further) {
        this.reading = reading;
        this.catalog = catalog;
        KeyIds ids = new KeyIds();
        for (ProviderSettings each : all) {
            settings.put(each.provider(), each);
            ProviderKeys found = new KeysReading(reading, further, each, ids).read();
            keys.put(each.provider(), new GroupsReading(reading, each).of(found));
        }
    }

    Found read() {
        String defaultProvider = defaultProvider();
        List<Route> routes = routes();
        List<Pooled> pools = new ArrayList<>();
        for (ProviderSettings each : settings.values()) {
            String name = each.provider();
            // Checked for all: a broken address is a mistake even where nothing needs it yet.
            Provider provider = provider(each, name.equals(defaultProvider));
            Pooled pooled = new PoolReading(reading, each, keysOf(name)).read(provider);
            boolean needed = name.equals(defaultProvider)
                    || reading.isSet(each.baseUrl())
                    || !keysOf(name).isEmpty()
                    || routes.stream().anyMatch(route -> route.provider().equals(name));
            if (needed && provider.needsBaseUrl())
                reading.mistake(each.baseUrl(), "is needed", "Set the resource's address.");
            if (needed) pools.add(pooled);
        }
        warnOfEmptiness(defaultProvider, routes);
        return new Found(List.copyOf(pools), defaultProvider, routes);
    }

    private String defaultProvider() {
        Optional<String> named = reading.find(SettingTable.PROVIDER);
        if (named.isPresent() && settings.containsKey(named.get())) return named.get();
        if (named.isPresent()) {
            String baseUrl = "KEYWHEEL_" + ProviderSettings.envName(named.get()) + "_BASE_URL";
            String mend = "Use one of " + String.join(", ", settings.keySet()) + ", or set " + baseUrl + ".";
            reading.mistake(SettingTable.PROVIDER, "this provider is not known", mend);
        }
        List<String> withKeys = settings.keySet().stream()
                .filter(name -> !keysOf(name).isEmpty())
                .toList();
        return withKeys.size() == 1 ? withKeys.get(0) : USUAL;
    }

    private List<Route> routes() {
        List<Route> routes = reading.get(SettingTable.ROUTES);
        for (Route route : routes) {
            if (!settings.containsKey(route.provider()))
                reading.mistake(
                        SettingTable.ROUTES,
                        "a route goes to a provider that is not known",
                        "Use one of " + String.join(", ", settings.keySet()) + ".");
        }
        return routes;
    }

    private Provider provider(ProviderSettings each, boolean isDefault) {
        Optional<Provider> known = catalog.known().stream()
                .filter(p -> p.name().equals(each.provider()))
                .findFirst();
        Optional<URI> baseUrl = reading.find(each.baseUrl());
        Optional<String> model = reading.find(each.model());
        if (model.isEmpty() && isDefault) model = reading.find(SettingTable.MODEL);
        baseUrl.filter(ProvidersReading::isInTheClear)
                .ifPresent(url -> reading.warn(
                        reading.origin(each.baseUrl()) + ": keys and prompts go to " + url.getHost() + " unencrypted"));
        return new Provider(
                each.provider(),
                known.map(Provider::dialect).orElse(catalog.generic()),
                baseUrl.or(() -> known.map(Provider::baseUrl)).orElse(URI.create("http://localhost")),
                model.or(() -> known.map(Provider::chatModel)).orElse(""));
    }

    private static boolean isInTheClear(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) && !Addresses.isLoopback(Addresses.bare(url.getHost()));
    }

    private void warnOfEmptiness(String defaultProvider, List<Route> routes) {
        ProviderSettings names = settings.getOrDefault(defaultProvider, ProviderSettings.of(defaultProvider));
        boolean none = keys.values().stream().allMatch(ProviderKeys::isEmpty);
        if (keysOf(defaultProvider).isEmpty())
            reading.warn(
                    none
                            ? "No API key is configured. Set " + names.primary().name() + " (environment or .env)"
                            : "The default provider " + defaultProvider + " has no key. Set "
                                    + names.primary().name() + ", or KEYWHEEL_PROVIDER to one that has");
        for (Route route : routes)
            if (keysOf(route.provider()).isEmpty())
                reading.warn("The route of " + route.models() + " goes to " + route.provider() + ", which has no key");
    }

    private ProviderKeys keysOf(String provider) {
        return keys.getOrDefault(provider, new ProviderKeys(provider, List.of(), true));
    }
}
