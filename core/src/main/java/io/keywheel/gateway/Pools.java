package io.keywheel.gateway;

import static java.util.Objects.requireNonNull;

import io.keywheel.config.ModelPattern;
import io.keywheel.config.Settings;
import io.keywheel.pool.KeyPool;
import io.keywheel.provider.Provider;
import io.keywheel.tls.Trust;
import io.keywheel.upstream.Origin;
import io.vertx.core.net.TrustOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pools by provider, and which of them a model goes to.
 *
 * @param routes tried in order; the first whose models match names the pool
 */
record Pools(Map<String, Pooled> byProvider, Pooled standard, List<Route> routes) {

    /**
     * A provider, its keys, and where it is reached.
     *
     * @param pinned the id of the key that everything lives under which is asked for by its own id; empty where there is no key
     */
    record Pooled(KeyPool pool, Provider provider, Origin origin, String pinned) {}

    /** Models that go to another pool than the standard one. */
    record Route(Predicate<String> models, Pooled pooled) {}

    /** @throws IllegalArgumentException where the certificate file cannot be read */
    static Pools of(Settings settings, Map<String, KeyPool> pools) {
        Optional<TrustOptions> trust = Trust.with(settings.upstreams().caFile());
        Map<String, Pooled> byProvider = new LinkedHashMap<>();
        for (Settings.Pooled configured : settings.providers()) {
            Provider provider = configured.provider();
            KeyPool pool = requireNonNull(pools.get(provider.name()), provider.name());
            Origin origin = Origin.of(provider, settings.upstreams(), trust);
            byProvider.put(provider.name(), new Pooled(pool, provider, origin, pinned(configured)));
        }
        Pooled standard = requireNonNull(byProvider.get(settings.defaultProvider()), settings.defaultProvider());
        List<Route> routes = settings.routes().stream()
                .map(r -> new Route(
                        ModelPattern.of(r.models()), requireNonNull(byProvider.get(r.provider()), r.provider())))
                .toList();
        return new Pools(byProvider, standard, routes);
    }

    private static String pinned(Settings.Pooled configured) {
        String first =
                configured.keys().isEmpty() ? "" : configured.keys().get(0).id();
        return configured.pinned().orElse(first);
    }

    Pooled forModel(String model) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (route.models().test(model)) return route.pooled();
        }
        return standard;
    }

    @Nullable
    Pooled named(String provider) {
        return byProvider.get(provider);
    }
}
