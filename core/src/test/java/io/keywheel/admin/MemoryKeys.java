package io.keywheel.admin;

import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Condition;
import io.keywheel.admin.port.KeyChange;
import io.keywheel.admin.port.KeyChange.Effect;
import io.keywheel.admin.port.KeyFilter;
import io.keywheel.admin.port.KeyPatch;
import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.KeyView.GroupSource;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.NewKey;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import io.keywheel.admin.port.Removal;
import io.keywheel.admin.port.TestResult;
import io.keywheel.pool.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Keys in memory: enough of the rules of DESIGN §8 and §9 that the HTTP side can be tested whole. */
final class MemoryKeys implements Keys {
    static final List<String> PROVIDERS = List.of("groq", "openai");

    private record Held(NewKey key, String id, String source, int revision) {}

    private final NavigableMap<String, Held> keys = new TreeMap<>();
    private final Map<Secret, String> idsBySecret = new HashMap<>();
    private final NavigableMap<String, Held> removed = new TreeMap<>();

    /** What the next change comes to, where a test wants another end than the usual one. */
    volatile Optional<KeyChange> next = Optional.empty();

    synchronized void configured(String id, String secret) {
        NewKey key = new NewKey("groq", new Secret(secret), Optional.of(id), NewKey.Traits.USUAL);
        keys.put(id, new Held(key, id, "environment", 1));
    }

    synchronized String snapshot() {
        return keys.values().stream().map(h -> h.id + h.revision + view(h)).toList() + "/" + removed.keySet();
    }

    private static KeyView view(Held h) {
        NewKey.Traits traits = h.key.traits();
        return new KeyView(
                h.id,
                h.key.provider(),
                traits.label().orElse(h.id),
                h.key.secret().masked(),
                h.key.secret().fingerprint(h.key.provider()),
                traits.quotaGroup().orElse(h.id),
                traits.quotaGroup().isPresent() ? GroupSource.DECLARED : GroupSource.OWN,
                h.source,
                traits.enabled(),
                traits.weight().orElse(1),
                traits.enabled() ? KeyState.READY : KeyState.DISABLED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version(h));
    }

    private static String version(Held h) {
        return "r" + h.revision;
    }

    @Override
    public synchronized Page<KeyView> list(KeyFilter filter, Place place) {
        List<KeyView> found = place.after().map(id -> keys.tailMap(id, false)).orElse(keys).values().stream()
                .filter(h -> filter.provider().map(h.key.provider()::equals).orElse(true))
                .map(MemoryKeys::view)
                .filter(v -> filter.state().map(v.state()::equals).orElse(true))
                .limit(place.limit() == Integer.MAX_VALUE ? Long.MAX_VALUE : place.limit() + 1L)
                .toList();
        return place.page(found, KeyView::id);
    }

    @Override
    public synchronized Optional<KeyView> find(String id) {
        return Optional.ofNullable(keys.get(id)).map(MemoryKeys::view);
    }

    @Override
    public synchronized List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    private CompletionStage<KeyChange> answer(KeyChange usual) {
        KeyChange change = next.orElse(usual);
        next = Optional.empty();
        return CompletableFuture.completedFuture(change);
    }

    @Override
    public synchronized CompletionStage<KeyChange> create(NewKey key, By by) {
        return answer(created(key, false));
    }

    private KeyChange created(NewKey key, boolean dryRun) {
        if (!PROVIDERS.contains(key.provider())) return new KeyChange.UnknownProvider(key.provider(), PROVIDERS);
        String taken = idsBySecret.get(key.secret());
        if (taken != null && keys.containsKey(taken)) return new KeyChange.Exists(taken, true);
        String id = key.id().orElse(key.provider() + "-" + key.secret().fingerprint(key.provider()));
        if (keys.containsKey(id)) return new KeyChange.Exists(id, false);
        Held made = new Held(key, id, "api", 1);
        if (!dryRun) {
            keys.put(id, made);
            idsBySecret.put(key.secret(), id);
        }
        return new KeyChange.Done(view(made), Effect.CREATED);
    }

    @Override
    public synchronized CompletionStage<List<KeyChange>> createAll(List<NewKey> all, boolean dryRun, By by) {
        List<KeyChange> ends = new ArrayList<>();
        for (NewKey key : all) ends.add(created(key, dryRun));
        return CompletableFuture.completedFuture(ends);
    }

    @Override
    public synchronized CompletionStage<KeyChange> put(String id, NewKey key, Condition condition, By by) {
        Held before = keys.get(id);
        if (!condition.permits(Optional.ofNullable(before).map(MemoryKeys::version)))
            return answer(new KeyChange.Stale(Optional.ofNullable(before).map(MemoryKeys::version)));
        if (before == null) return answer(created(key, false));
        if (!before.source.equals("api")) return answer(belongs(before, "secret"));
        if (!before.key.provider().equals(key.provider()))
            return answer(new KeyChange.OtherProvider(id, before.key.provider()));
        if (before.key.equals(key)) return answer(new KeyChange.Done(view(before), Effect.UNCHANGED));
        return changed(before, key);
    }

    private CompletionStage<KeyChange> changed(Held before, NewKey key) {
        Held after = new Held(key, before.id, before.source, before.revision + 1);
        keys.put(before.id, after);
        return answer(new KeyChange.Done(view(after), Effect.CHANGED));
    }

    private static KeyChange belongs(Held held, String what) {
        return new KeyChange.BelongsToSource(held.id, held.source + " (GROQ_API_KEY)", what);
    }

    @Override
    public synchronized CompletionStage<KeyChange> patch(String id, KeyPatch patch, Condition condition, By by) {
        Held before = keys.get(id);
        if (before == null) return answer(new KeyChange.Missing(id));
        if (!condition.permits(Optional.of(version(before))))
            return answer(new KeyChange.Stale(Optional.of(version(before))));
        if (patch.secret().isPresent() && !before.source.equals("api")) return answer(belongs(before, "secret"));
        NewKey.Traits t = before.key.traits();
        NewKey.Traits after = new NewKey.Traits(
                patch.label().or(t::label),
                patch.ownGroup() ? Optional.empty() : patch.quotaGroup().or(t::quotaGroup),
                patch.weight().or(t::weight),
                patch.enabled().orElse(t.enabled()));
        return changed(
                before,
                new NewKey(before.key.provider(), patch.secret().orElse(before.key.secret()), Optional.of(id), after));
    }

    @Override
    public synchronized CompletionStage<KeyChange> remove(String id, Removal how, By by) {
        Held before = keys.get(id);
        if (before == null) return answer(new KeyChange.Missing(id));
        if (!before.source.equals("api")) return answer(belongs(before, "existence"));
        keys.remove(id);
        boolean later = !how.after().isZero();
        if (later) removed.put(id, before);
        return answer(new KeyChange.Done(view(before), later ? Effect.REMOVING : Effect.REMOVED));
    }

    private CompletionStage<KeyChange> on(String id, Function<Held, CompletionStage<KeyChange>> change) {
        Held held = keys.get(id);
        return held == null ? answer(new KeyChange.Missing(id)) : change.apply(held);
    }

    private CompletionStage<KeyChange> enabled(String id, boolean wanted) {
        return on(id, held -> {
            NewKey.Traits t = held.key.traits();
            NewKey.Traits after = new NewKey.Traits(t.label(), t.quotaGroup(), t.weight(), wanted);
            return changed(held, new NewKey(held.key.provider(), held.key.secret(), Optional.of(id), after));
        });
    }

    @Override
    public synchronized CompletionStage<KeyChange> enable(String id, By by) {
        return enabled(id, true);
    }

    @Override
    public synchronized CompletionStage<KeyChange> disable(String id, boolean force, By by) {
        return enabled(id, false);
    }

    @Override
    public synchronized CompletionStage<KeyChange> recover(String id, By by) {
        return on(id, held -> answer(new KeyChange.Done(view(held), Effect.CHANGED)));
    }

    @Override
    public synchronized CompletionStage<KeyChange> restore(String id, By by) {
        Held held = removed.remove(id);
        if (held == null) return answer(new KeyChange.NotRestorable(id));
        keys.put(id, held);
        return answer(new KeyChange.Done(view(held), Effect.CHANGED));
    }

    @Override
    public synchronized CompletionStage<Optional<TestResult>> test(String id, By by) {
        return CompletableFuture.completedFuture(
                keys.containsKey(id) ? Optional.of(result(Optional.of(id))) : Optional.empty());
    }

    @Override
    public synchronized CompletionStage<Optional<TestResult>> test(String provider, Secret secret, By by) {
        return CompletableFuture.completedFuture(
                PROVIDERS.contains(provider) ? Optional.of(result(Optional.empty())) : Optional.empty());
    }

    private static TestResult result(Optional<String> id) {
        return new TestResult(id, Optional.of(true), "succeeded", 200, "", "", List.of("llama-test"), 5);
    }
}
