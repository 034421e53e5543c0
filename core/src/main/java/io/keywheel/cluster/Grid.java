package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of Hazelcast on this node, and the maps in it. */
final class Grid {
    private static final long ANSWER_MILLIS = 2_000;
    private static final String LOGGING = "hazelcast.logging.type";

    private final HazelcastInstance hazelcast;
    private final Consumer<Change> hearer;
    private final ClusterTime time;
    private final IMap<RestKey, Rest> rests;
    private final IMap<WheelKey, Rotation> wheels;
    private final IMap<TurnKey, Long> turns;

    private Grid(HazelcastInstance hazelcast, InstantSource clock, Consumer<Change> hearer) {
        this.hazelcast = hazelcast;
        this.hearer = hearer;
        this.time = new ClusterTime(hazelcast.getCluster()::getClusterTime, clock);
        this.rests = hazelcast.getMap(SharedMaps.RESTS);
        this.wheels = hazelcast.getMap(SharedMaps.ROTATION);
        this.turns = hazelcast.getMap(SharedMaps.PROBES);
    }

    /** Joins the members of {@code config}, or begins a cluster; takes a second or more. From then on {@code hearer} hears of every change. */
    static Grid start(Config config, InstantSource clock, Consumer<Change> hearer) {
        // Loggers that Hazelcast makes before it reads a configuration look here.
        System.setProperty(LOGGING, config.getProperty(LOGGING));
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config);
        try {
            Grid grid = new Grid(hazelcast, clock, hearer);
            grid.listen();
            return grid;
        } catch (RuntimeException e) {
            hazelcast.getLifecycleService().terminate();
            throw e;
        }
    }

    private void listen() {
        rests.addEntryListener(new Ear<RestKey, Rest>(this::heard), true);
        wheels.addEntryListener(new Ear<WheelKey, Rotation>(this::heard), true);
    }

    HazelcastInstance hazelcast() {
        return hazelcast;
    }

    /** All members, this one included, oldest first. */
    Collection<Member> members() {
        return hazelcast.getCluster().getMembers();
    }

    boolean isRunning() {
        return hazelcast.getLifecycleService().isRunning();
    }

    CompletionStage<?> offer(RestKey key, Rest rest) {
        return rests.submitToKey(key, proposal(time.toCluster(rest), time.now()))
                .thenAccept(standing -> {
                    if (standing != null) heard(key, standing);
                });
    }

    private static EntryProcessor<RestKey, @Nullable Rest, @Nullable Rest> proposal(Rest rest, long now) {
        return rest.isRecovery() ? new RecoveryProposal(rest, now) : new RestProposal(rest, now);
    }

    CompletionStage<?> offer(WheelKey key, Rotation rotation) {
        return wheels.submitToKey(key, new RotationProposal(rotation)).thenAccept(standing -> heard(key, standing));
    }

    /** Takes the turn to probe a key for so long. Where the cluster does not say so soon, another member may have it. */
    CompletionStage<Boolean> takeTurn(TurnKey key, long millis) {
        long now = time.now();
        return turns.submitToKey(key, new TurnProposal(now + millis, now))
                .thenApply(Boolean::booleanValue)
                .toCompletableFuture()
                .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failed -> false);
    }

    /** Says once more what stands in the maps. */
    Picture compare() {
        Picture there = new Picture(copy(rests), copy(wheels), time);
        long now = time.now();
        there.rests().forEach((key, rest) -> {
            // Another ended rest is not told: a success since may have made this node forget its strikes.
            if (rest.holds(now) || rest.isRecovery()) heard(key, rest);
        });
        there.wheels().forEach(this::heard);
        return there;
    }

    private void heard(RestKey key, Rest rest) {
        hearer.accept(new Change.OfRest(key, time.toPool(rest)));
    }

    private void heard(WheelKey key, Rotation rotation) {
        hearer.accept(new Change.OfWheel(key, rotation));
    }

    private static <K, V> Map<K, V> copy(IMap<K, V> map) {
        Map<K, V> copy = new HashMap<>();
        map.entrySet().forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
        return copy;
    }

    /** Hands over its copies and leaves. */
    void leave() {
        hazelcast.shutdown();
    }

    /** Leaves without a word. */
    void terminate() {
        hazelcast.getLifecycleService().terminate();
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
