package io.keywheel.admin.local;

import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Condition;
import io.keywheel.admin.port.KeyChange;
import io.keywheel.admin.port.KeyChange.Effect;
import io.keywheel.admin.port.KeyFilter;
import io.keywheel.admin.port.KeyPatch;
import io.keywheel.admin.port.KeyUsage;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.NewKey;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import io.keywheel.admin.port.Removal;
import io.keywheel.admin.port.Shelf;
import io.keywheel.admin.port.TestResult;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The configured keys as the pools have them: to be looked at, and recovered. What changes keys is asked of {@code changes}. */
public final class PoolKeys implements Keys, Shelf {
    private final Collection<KeyPool> pools;
    private final KeyUsage usage;
    private final Keys changes;

    /**
     * The keys of these pools.
     *
     * @param changes does what this one cannot
     */
    public PoolKeys(Collection<KeyPool> pools, KeyUsage usage, Keys changes) {
        this.pools = pools;
        this.usage = usage;
        this.changes = changes;
    }

    /** A key and the pool that it is in. */
    private record Held(KeyPool pool, PoolKey key) {
        KeyView view() {
            return KeyViews.of(pool, key);
        }
    }

    private NavigableMap<String, Held> all() {
        NavigableMap<String, Held> all = new TreeMap<>();
        for (KeyPool pool : pools) for (PoolKey key : pool.keys()) all.put(key.id(), new Held(pool, key));
        return all;
    }

    private UnaryOperator<KeyView> lately(Map<String, Held> all) {
        Map<String, String> present = new HashMap<>();
        all.forEach((id, held) -> present.put(id, held.key().provider()));
        return usage.among(present);
    }

    @Override
    public Page<KeyView> list(KeyFilter filter, Place place) {
        NavigableMap<String, Held> all = all();
        Collection<Held> behind =
                place.after().map(id -> all.tailMap(id, false)).orElse(all).values();
        List<KeyView> found = behind.stream()
                .filter(h -> filter.provider().map(h.key().provider()::equals).orElse(true))
                .map(Held::view)
                .filter(v -> filter.state().map(v.state()::equals).orElse(true))
                .limit(place.limit() == Integer.MAX_VALUE ? Long.MAX_VALUE : place.limit() + 1L)
                .toList();
        UnaryOperator<KeyView> lately = lately(all);
        return place.page(found.stream().map(lately).toList(), KeyView::id);
    }

    @Override
    public Optional<KeyView> find(String id) {
        return Optional.ofNullable(found(List.of(id)).get(id));
    }

    @Override
    public Map<String, KeyView> found(Collection<String> ids) {
        NavigableMap<String, Held> all = all();
        UnaryOperator<KeyView> lately = lately(all);
        Map<String, KeyView> found = new HashMap<>();
        for (String id : ids) {
            Held held = all.get(id);
            if (held != null) found.put(id, lately.apply(held.view()));
        }
        return found;
    }

    @Override
    public List<String> ids() {
        return List.copyOf(all().keySet());
    }

    private CompletionStage<KeyChange> on(String id, Function<Held, KeyChange> change) {
        Held held = all().get(id);
        return CompletableFuture.completedFuture(held == null ? new KeyChange.Missing(id) : change.apply(held));
    }

    @Override
    public CompletionStage<KeyChange> recover(String id, By by) {
        return on(id, held -> {
            held.pool().recover(held.key(), RecoveredBy.OPERATOR);
            return new KeyChange.Done(held.view(), Effect.CHANGED);
        });
    }

    @Override
    public CompletionStage<KeyChange> remove(String id, Removal how, By by) {
        return on(
                id,
                held -> new KeyChange.BelongsToSource(
                        id, held.key().source() + " (" + held.key().label() + ")", "existence"));
    }

    @Override
    public CompletionStage<KeyChange> create(NewKey key, By by) {
        return changes.create(key, by);
    }

    @Override
    public CompletionStage<List<KeyChange>> createAll(List<NewKey> keys, boolean dryRun, By by) {
        return changes.createAll(keys, dryRun, by);
    }

    @Override
    public CompletionStage<KeyChange> put(String id, NewKey key, Condition condition, By by) {
        return changes.put(id, key, condition, by);
    }

    @Override
    public CompletionStage<KeyChange> patch(String id, KeyPatch patch, Condition condition, By by) {
        return changes.patch(id, patch, condition, by);
    }

    @Override
    public CompletionStage<KeyChange> enable(String id, By by) {
        return changes.enable(id, by);
    }

    @Override
    public CompletionStage<KeyChange> disable(String id, boolean force, By by) {
        return changes.disable(id, force, by);
    }

    @Override
    public CompletionStage<KeyChange> restore(String id, By by) {
        return changes.restore(id, by);
    }

    @Override
    public CompletionStage<Optional<TestResult>> test(String id, By by) {
        return changes.test(id, by);
    }

    @Override
    public CompletionStage<Optional<TestResult>> test(String provider, Secret secret, By by) {
        return changes.test(provider, secret, by);
    }
}
