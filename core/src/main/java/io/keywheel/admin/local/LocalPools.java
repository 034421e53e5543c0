package io.keywheel.admin.local;

import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.Pools;
import io.keywheel.pool.Demand;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Link;
import io.keywheel.pool.Obstacle;
import io.keywheel.pool.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The pools of this process. */
public final class LocalPools implements Pools {
    private final Map<String, KeyPool> pools;
    private final String usual;
    private final InstantSource clock;
    private final IntSupplier members;

    /**
     * Of these pools.
     *
     * @param usual the provider behind /v1
     * @param members how many there are in the cluster
     */
    public LocalPools(Map<String, KeyPool> pools, String usual, InstantSource clock, IntSupplier members) {
        this.pools = pools;
        this.usual = usual;
        this.clock = clock;
        this.members = members;
    }

    @Override
    public PoolSummary summary() {
        List<ProviderSummary> all =
                pools.values().stream().map(LocalPools::summary).toList();
        return new PoolSummary(
                all,
                all.stream().mapToInt(ProviderSummary::keys).sum(),
                all.stream().mapToInt(ProviderSummary::usable).sum(),
                all.stream().flatMap(p -> p.soonestReturn().stream()).min(Instant::compareTo),
                Optional.empty(),
                members.getAsInt(),
                0,
                Optional.ofNullable(LocalPools.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                clock.instant());
    }

    private static ProviderSummary summary(KeyPool pool) {
        Map<String, Integer> states = new LinkedHashMap<>();
        for (KeyState state : KeyState.values()) states.put(text(state), 0);
        List<KeyView> keys = pool.keys().stream().map(k -> KeyViews.of(pool, k)).toList();
        keys.forEach(k -> states.merge(text(k.state()), 1, Integer::sum));
        return new ProviderSummary(
                pool.name(),
                keys.size(),
                pool.usableKeys().size(),
                states,
                Map.of(),
                pool.links().stream().filter(Link::holds).map(LocalPools::link).toList(),
                keys.stream().flatMap(k -> k.until().stream()).min(Instant::compareTo));
    }

    private static LinkView link(Link link) {
        return new LinkView(link.first(), link.second(), link.evidence());
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> providers() {
        return Stream.concat(Stream.of(usual), pools.keySet().stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<Explanation> explain(String model, Optional<String> provider) {
        KeyPool pool = pools.get(provider.orElse(usual));
        if (pool == null) return Optional.empty();
        List<Standing> standings = pool.explain(new Demand(model));
        Optional<String> chosen = standings.stream()
                .filter(Standing::chosen)
                .map(s -> s.key().id())
                .findFirst();
        return Optional.of(new Explanation(
                model,
                pool.name(),
                chosen,
                standings.stream().map(LocalPools::view).toList()));
    }

    private static StandingView view(Standing standing) {
        return new StandingView(
                standing.key().id(),
                standing.obstacle() == Obstacle.NONE,
                standing.chosen(),
                text(standing.obstacle()),
                instant(standing.until()),
                standing.dimension().map(d -> d.text()));
    }

    private static Optional<Instant> instant(OptionalLong millis) {
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }
}
