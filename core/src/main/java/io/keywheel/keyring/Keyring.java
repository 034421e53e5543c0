package io.keywheel.keyring;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.Secret;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordListener;
import io.keywheel.records.Records;
import io.keywheel.records.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which keys each pool has: first the configured ones in the order of their sources, then those made through the API. What a record
 * says stands in the pools as soon as {@link #flush} is called after it, which somebody does several times a second.
 */
public final class Keyring implements RecordListener {
    private final Map<String, KeyPool> pools;
    private final Vault vault;
    private final Queue<StoredRecord> news = new ConcurrentLinkedQueue<>();

    /** Guarded by this, as all below. */
    private final Map<String, List<PoolKey>> configured = new HashMap<>();

    private final Map<String, Index> indexes = new HashMap<>();
    private final Map<String, Made> made = new TreeMap<>();
    private final Map<String, Laid> overlays = new HashMap<>();

    /** Of those that were made, the ones whose removal can be taken back. */
    private final Set<String> leaving = new HashSet<>();

    /** A key made through the API. */
    record Made(StoredRecord record, KeySaid said) {
        PoolKey key() {
            return said.key(record.id().id(), !record.version().disabled());
        }
    }

    /** What was changed of a configured key. */
    record Laid(StoredRecord record, Overlay overlay) {}

    /** @param pools by provider; all that there will be */
    public Keyring(Map<String, KeyPool> pools, Vault vault) {
        this.pools = Map.copyOf(pools);
        this.vault = vault;
    }

    /** Takes in what stands already and all that comes. */
    public void follow(Records records) {
        records.listen(this);
        flush();
    }

    @Override
    public void stands(StoredRecord record) {
        if (record.id().kind() == Kind.KEY || record.id().kind() == Kind.OVERLAY) news.add(record);
    }

    /** The keys that a provider's sources name, in their order, from now on. */
    public synchronized void configure(String provider, List<PoolKey> keys) {
        configured.put(provider, List.copyOf(keys));
        bring(provider);
    }

    /** What was said of keys since the last time stands in the pools when this returns. */
    public synchronized void flush() {
        Set<String> touched = new HashSet<>();
        for (StoredRecord record = news.poll(); record != null; record = news.poll()) {
            if (record.id().kind() == Kind.KEY) touched.addAll(takeKey(record));
            else touched.addAll(takeOverlay(record));
        }
        touched.forEach(this::bring);
    }

    private List<String> takeKey(StoredRecord record) {
        String id = record.id().id();
        List<String> touched = new ArrayList<>();
        Made before = made.get(id);
        if (before != null) touched.add(before.said().provider());
        Optional<KeySaid> said = record.isLive() ? vault.open(record).map(Said::key) : Optional.empty();
        if (said.isPresent()) made.put(id, new Made(record, said.get()));
        else made.remove(id);
        if (said.flatMap(KeySaid::removal).isPresent()) leaving.add(id);
        else leaving.remove(id);
        said.ifPresent(s -> touched.add(s.provider()));
        return touched;
    }

    private List<String> takeOverlay(StoredRecord record) {
        String id = record.id().id();
        Optional<Overlay> said = record.isLive()
                ? vault.open(record).map(b -> Said.overlay(b, !record.version().disabled()))
                : Optional.empty();
        if (said.isPresent()) overlays.put(id, new Laid(record, said.get()));
        else overlays.remove(id);
        return configured.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(k -> k.id().equals(id)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void bring(String provider) {
        KeyPool pool = pools.get(provider);
        if (pool == null) return;
        Map<String, PoolKey> keys = new LinkedHashMap<>();
        for (PoolKey key : configured.getOrDefault(provider, List.of())) {
            Laid laid = overlays.get(key.id());
            keys.put(key.id(), laid == null ? key : laid.overlay().over(key));
        }
        Set<Secret> secrets = new HashSet<>();
        keys.values().forEach(k -> secrets.add(k.secret()));
        for (Made one : made.values()) {
            // The same secret twice is one key, and the configured one is it.
            boolean belongs = one.said().provider().equals(provider);
            if (belongs && secrets.add(one.said().secret()))
                keys.putIfAbsent(one.key().id(), one.key());
        }
        List<PoolKey> next = List.copyOf(keys.values());
        indexes.put(provider, Index.of(pool, next));
        if (!next.equals(pool.keys())) pool.replace(next);
    }

    /** The providers that have a pool. */
    List<String> providers() {
        return List.copyOf(pools.keySet());
    }

    /** The pool and the key of this id; empty where no pool has it. */
    synchronized Optional<Held> held(String id) {
        for (Index index : indexes.values()) {
            PoolKey key = index.byId().get(id);
            if (key != null) return Optional.of(new Held(index.pool(), key));
        }
        return Optional.empty();
    }

    /** A key, and the pool that it is in. */
    record Held(KeyPool pool, PoolKey key) {}

    /** The id of the key of this provider with this very secret, if there is one. */
    synchronized Optional<String> idOf(String provider, Secret secret) {
        Index index = indexes.get(provider);
        return index == null
                ? Optional.empty()
                : Optional.ofNullable(index.bySecret().get(secret));
    }

    /** What a pool has, to be found. */
    private record Index(KeyPool pool, Map<String, PoolKey> byId, Map<Secret, String> bySecret) {
        static Index of(KeyPool pool, List<PoolKey> keys) {
            Index index = new Index(pool, new HashMap<>(), new HashMap<>());
            for (PoolKey key : keys) {
                index.byId.put(key.id(), key);
                index.bySecret.put(key.secret(), key.id());
            }
            return index;
        }
    }

    synchronized Optional<Made> made(String id) {
        return Optional.ofNullable(made.get(id));
    }

    /** Keys whose removal can be taken back, or could. */
    synchronized List<Made> leaving() {
        return leaving.stream().map(id -> Objects.requireNonNull(made.get(id))).toList();
    }

    synchronized Optional<Laid> overlay(String id) {
        return Optional.ofNullable(overlays.get(id));
    }

    /** The key as its source has it; empty where it is in none. */
    synchronized Optional<PoolKey> configured(String id) {
        return configured.values().stream()
                .flatMap(List::stream)
                .filter(k -> k.id().equals(id))
                .findFirst();
    }
}
