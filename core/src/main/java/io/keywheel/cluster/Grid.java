package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.keywheel.pool.BudgetState;
import io.keywheel.pool.Link;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of Hazelcast on this node, and the maps in it. */
final class Grid {
    private static final long ANSWER_MILLIS = 2_000;
    private static final String LOGGING = "hazelcast.logging.type";

    private final HazelcastInstance hazelcast;
    private final Hearing hearing;
    private final ClusterTime time;
    private final SharedMap<RestKey, Rest> rests;
    private final SharedMap<WheelKey, Rotation> wheels;
    private final SharedMap<LinkKey, Link> links;
    private final SharedMap<BudgetKey, BudgetState> budgets;
    private final SharedMap<SpentKey, Spent> spent;
    private final IMap<TurnKey, Long> turns;
    private final AtomicInteger mishaps = new AtomicInteger();

    private Grid(HazelcastInstance hazelcast, InstantSource clock, Hearing hearing) {
        this.hazelcast = hazelcast;
        this.hearing = hearing;
        this.time = new ClusterTime(hazelcast.getCluster()::getClusterTime, clock);
        this.rests = map(SharedMaps.RESTS, this::heard);
        this.wheels = map(SharedMaps.ROTATION, this::heard);
        this.links = map(SharedMaps.LINKS, this::heard);
        this.budgets = map(SharedMaps.BUDGETS, this::heard);
        this.spent = map(SharedMaps.SPENT, this::heard);
        this.turns = hazelcast.getMap(SharedMaps.PROBES);
    }

    private <K, V> SharedMap<K, V> map(String name, BiConsumer<K, V> hearer) {
        return new SharedMap<>(hazelcast.getMap(name), hearer);
    }

    /** Joins the members of {@code config}, or begins a cluster; takes a second or more. From then on {@code hearing} hears of every change. */
    static Grid start(Config config, InstantSource clock, Hearing hearing) {
        // Loggers that Hazelcast makes before it reads a configuration look here.
        System.setProperty(LOGGING, config.getProperty(LOGGING));
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config);
        try {
            Grid grid = new Grid(hazelcast, clock, hearing);
            grid.listen();
            return grid;
        } catch (RuntimeException e) {
            hazelcast.getLifecycleService().terminate();
            throw e;
        }
    }

    private void listen() {
        rests.listen();
        wheels.listen();
        links.listen();
        budgets.listen();
        spent.listen();
        watch();
    }

    HazelcastInstance hazelcast() {
        return hazelcast;
    }

    /** All members, this one included, oldest first. */
    Collection<Member> members() {
        return hazelcast.getCluster().getMembers();
    }

    /** All members but this one. */
    List<Member> others() {
        return members().stream().filter(member -> !member.localMember()).toList();
    }

    /** Where the other side of a split is looked for; may be changed at any time. */
    List<String> searched() {
        return hazelcast
                .getConfig()
                .getAdvancedNetworkConfig()
                .getJoin()
                .getTcpIpConfig()
                .getMembers();
    }

    <A> CompletableFuture<A> ask(Line line, Member member, Question question, Class<A> answer) {
        return line.ask(hazelcast, member, question, answer);
    }

    /** Raised whenever the maps may have lost something: after a merge, or when too many members died at once. */
    int mishaps() {
        return mishaps.get();
    }

    private void watch() {
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleEvent.LifecycleState.MERGED) mishaps.incrementAndGet();
        });
        hazelcast.getPartitionService().addPartitionLostListener(event -> mishaps.incrementAndGet());
    }

    boolean isRunning() {
        return hazelcast.getLifecycleService().isRunning();
    }

    CompletionStage<?> offer(RestKey key, Rest rest) {
        return rests.propose(key, proposal(time.toCluster(rest), time.now()));
    }

    private static EntryProcessor<RestKey, @Nullable Rest, @Nullable Rest> proposal(Rest rest, long now) {
        return rest.isRecovery() ? new RecoveryProposal(rest, now) : new RestProposal(rest, now);
    }

    CompletionStage<?> offer(WheelKey key, Rotation rotation) {
        return wheels.propose(key, new RotationProposal(rotation));
    }

    CompletionStage<?> offer(LinkKey key, Link link) {
        return links.propose(key, new LinkProposal(link));
    }

    CompletionStage<?> offer(BudgetKey key, BudgetState told) {
        return budgets.propose(key, new BudgetProposal(time.toCluster(told), time.now()));
    }

    CompletionStage<?> offer(SpentKey key, Spent own) {
        return spent.set(key, time.toCluster(own), Spent.KEPT_MILLIS);
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

    /** Says once more what stands in the maps: links first, since figures speak of groups as they are linked. */
    Picture compare() {
        Picture there = new Picture(rests.copy(), wheels.copy(), links.copy(), budgets.copy(), spent.copy(), time);
        long now = time.now();
        there.rests().forEach((key, rest) -> {
            // Another ended rest is not told: a success since may have made this node forget its strikes.
            if (rest.holds(now) || rest.isRecovery()) heard(key, rest);
        });
        there.wheels().forEach(this::heard);
        there.links().forEach(this::heard);
        there.budgets().forEach(this::heard);
        there.spent().forEach(this::heard);
        return there;
    }

    private void heard(RestKey key, Rest rest) {
        hearing.heard(new RestChange(key, time.toPool(rest)));
    }

    private void heard(WheelKey key, Rotation rotation) {
        hearing.heard(new WheelChange(key, rotation));
    }

    private void heard(LinkKey key, Link link) {
        hearing.heard(new LinkChange(key, link));
    }

    private void heard(BudgetKey key, BudgetState told) {
        if (!BudgetProposal.isYetToCome(told, time.now())) hearing.heard(new BudgetChange(key, time.toPool(told)));
    }

    private void heard(SpentKey key, Spent said) {
        hearing.heard(key, time.toPool(said));
    }

    /** Hands over its copies and leaves. */
    void leave() {
        hazelcast.shutdown();
    }

    /** Leaves without a word. */
    void terminate() {
        hazelcast.getLifecycleService().terminate();
    }
}
