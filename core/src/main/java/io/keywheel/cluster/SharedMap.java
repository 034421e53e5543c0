package io.keywheel.cluster;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One of the maps that members share, and who hears on this node what it says. */
final class SharedMap<K, V> {
    private final IMap<K, V> map;
    private final BiConsumer<K, V> hearer;

    SharedMap(IMap<K, V> map, BiConsumer<K, V> hearer) {
        this.map = map;
        this.hearer = hearer;
    }

    /** From now on every change is heard. */
    void listen() {
        map.addEntryListener(new Ear<>(hearer), true);
    }

    /** Has the entry's owner decide; what stands then is heard. */
    CompletionStage<?> propose(K key, EntryProcessor<K, V, ? extends @Nullable V> proposal) {
        return map.submitToKey(key, proposal).thenAccept(standing -> {
            if (standing != null) hearer.accept(key, standing);
        });
    }

    /** Sets an entry that is this node's own. */
    CompletionStage<?> set(K key, V value, long keptMillis) {
        return map.setAsync(key, value, keptMillis, TimeUnit.MILLISECONDS);
    }

    Map<K, V> copy() {
        Map<K, V> copy = new HashMap<>();
        map.entrySet().forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
        return copy;
    }

    /** Hears what an entry says now, however it came to say it. */
    private record Ear<K, V>(BiConsumer<K, V> hearer)
            implements EntryAddedListener<K, V>, EntryUpdatedListener<K, V>, EntryMergedListener<K, V> {

        @Override
        public void entryAdded(EntryEvent<K, V> event) {
            hearer.accept(event.getKey(), event.getValue());
        }

        @Override
        public void entryUpdated(EntryEvent<K, V> event) {
            hearer.accept(event.getKey(), event.getValue());
        }

        @Override
        public void entryMerged(EntryEvent<K, V> event) {
            hearer.accept(event.getKey(), event.getValue());
        }
    }
}
