package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.keywheel.clusterconfig.ClusterSettings;
import io.keywheel.clusterconfig.HardenedMember;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Link;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.ProbeTurns;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import io.keywheel.pool.Scope;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * This node's part in a cluster: shares what its pools learn and tells them what the other members learned. Made before the pools, which
 * it then joins. Without the cluster the node serves on with what it knows; what it learns meanwhile is told when the cluster is back.
 */
public final class Cluster implements PoolShare, ProbeTurns {
    private static final int MOST_ENTRIES = 10_000;

    private final ClusterSettings settings;
    private final InstantSource clock;
    private final Admission admission;
    private final Ledger ledger;
    private final Hearing hearing;
    private final Membership membership;
    private final Thread keeper;
    private final Thread courier;
    private final Thread bookkeeper;
    private final Thread rounds;
    private final Roster roster;
    private final Answerers answerers = new Answerers();
    private final Rounds eachSecond = new Rounds(this::grid);
    private final Questions questions;
    private volatile Map<String, KeyPool> pools = Map.of();

    /**
     * @param masterKeys of this node, newest first: members share at least one
     * @param clock the pools' own
     * @param fatal told in words why this node may not be a member, once it has left
     */
    public Cluster(ClusterSettings settings, List<byte[]> masterKeys, InstantSource clock, Consumer<String> fatal) {
        if (masterKeys.isEmpty()) {
            throw new IllegalArgumentException("KEYWHEEL_MASTER_KEY: is needed where KEYWHEEL_CLUSTER_MEMBERS is set");
        }
        this.settings = settings;
        this.clock = clock;
        this.admission = new Admission(MasterKeyIds.of(masterKeys));
        this.ledger = new Ledger(MOST_ENTRIES, clock);
        this.roster = new Roster(settings);
        String self = roster.self();
        this.hearing = new Hearing(this::pools, ledger, clock, self);
        this.membership = new Membership(this::enter, admission, ledger, fatal);
        this.keeper = daemon("keywheel-cluster", membership);
        this.courier = daemon("keywheel-courier", new Courier(ledger, membership::grid));
        this.bookkeeper = daemon("keywheel-bookkeeper", new Bookkeeper(this::pools, ledger, clock, self));
        this.rounds = daemon("keywheel-rounds", eachSecond);
        this.questions = new Questions(this::grid, answerers, self, roster::absent);
        eachSecond.add(new Searching(roster));
        admission.answerBy(answerers);
    }

    /** Begins to join, aside; returns at once. */
    public void join(Map<String, KeyPool> byName) {
        pools = Map.copyOf(byName);
        keeper.start();
        courier.start();
        bookkeeper.start();
        rounds.start();
    }

    private Map<String, KeyPool> pools() {
        return pools;
    }

    private Grid enter() {
        Config config = HardenedMember.config(settings);
        SharedMaps.addTo(config);
        Line.addAllTo(config);
        answerers.addTo(config);
        admission.addTo(config);
        return Grid.start(config, clock, hearing);
    }

    @Override
    public void rested(String pool, Scope scope, Rest rest) {
        ledger.learned(new RestChange(new RestKey(pool, scope, rest.dimension()), rest));
    }

    @Override
    public void recovered(String pool, Scope scope, Rest ended) {
        rested(pool, scope, ended);
    }

    @Override
    public void rotated(String pool, String model, Rotation rotation) {
        ledger.learned(new WheelChange(new WheelKey(pool, model), rotation));
    }

    @Override
    public void linked(String pool, Link link) {
        ledger.learned(LinkChange.of(pool, link));
    }

    /** Out of the cluster every turn is this node's own; where the cluster does not answer, another may have it. */
    @Override
    public CompletionStage<Boolean> take(String pool, String keyId, long millis) {
        try {
            Optional<Grid> now = grid();
            if (now.isEmpty()) return ProbeTurns.ALONE.take(pool, keyId, millis);
            return now.get().takeTurn(new TurnKey(pool, keyId), millis);
        } catch (RuntimeException fellJustNow) {
            return ProbeTurns.ALONE.take(pool, keyId, millis);
        }
    }

    /** The members that this one sees, itself included; itself alone while it is not in the cluster. */
    public List<ClusterMember> members() {
        try {
            Optional<Grid> now = grid();
            if (now.isPresent()) return seen(now.get().members());
        } catch (HazelcastInstanceNotActiveException fellJustNow) {
            // As good as not there.
        }
        return List.of(new ClusterMember(settings.address().toString(), "", true));
    }

    /** The master keys that this node holds from now on, newest first: who joins is to share one of them. */
    public void masterKeys(List<byte[]> newestFirst) {
        admission.hold(MasterKeyIds.of(newestFirst));
    }

    /** What members ask one another. Answerers are named before the cluster is joined. */
    public Questions questions() {
        return questions;
    }

    /** This member's address. */
    String self() {
        return roster.self();
    }

    Answerers answerers() {
        return answerers;
    }

    /** @param work done each second, on a thread that may wait; given the cluster, while this node is in it */
    void everySecond(Consumer<Optional<Grid>> work) {
        eachSecond.add(work);
    }

    /** The other members that records are shared with: strangers are about to leave. */
    List<Member> others(Grid now) {
        return now.others().stream().filter(admission::shareKeyWith).toList();
    }

    /** Members that ought to be there beside those that are. */
    List<String> absent(Collection<String> present) {
        return roster.absent(present);
    }

    private static List<ClusterMember> seen(Collection<Member> members) {
        return members.stream()
                .map(m -> new ClusterMember(Admission.address(m), m.getUuid().toString(), m.localMember()))
                .toList();
    }

    /** Leaves the cluster within a few seconds. */
    public void stop() {
        stopKeeping();
        membership.leave();
    }

    /** No longer joins again. */
    void stopKeeping() {
        bookkeeper.interrupt();
        rounds.interrupt();
        courier.interrupt();
        membership.stopKeeping();
    }

    /** This node's run of Hazelcast, while it is in the cluster. */
    Optional<Grid> grid() {
        return membership.grid();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
