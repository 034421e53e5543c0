package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import io.keywheel.records.Acknowledgement;
import io.keywheel.records.AloneRecords;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Conflict;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.RecordListener;
import io.keywheel.records.RecordStore;
import io.keywheel.records.Records;
import io.keywheel.records.StoredRecord;
import io.keywheel.records.Words;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a member. A change is decided at the owner of its entry, stands at every member that can be reached, is on their disks,
 * and is acknowledged, in this order. Out of the cluster, or where it does not answer, this member decides alone: the order of versions
 * puts it right when they meet again.
 */
public final class ClusterRecords implements Records {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRecords.class);

    private final Cluster cluster;
    private final AloneRecords own;
    private final InstantSource clock;
    private final Reconciling reconciling;

    /** Asked and not answered yet, by change id: who asks twice at the same time gets one answer. */
    private final Map<String, CompletableFuture<Acknowledgement>> underWay = new ConcurrentHashMap<>();

    /**
     * Made before the cluster is joined.
     *
     * @param store this member's own, or one that all share
     * @param clock milliseconds since 1970
     */
    public ClusterRecords(Cluster cluster, RecordStore store, InstantSource clock, Words words) {
        this.cluster = cluster;
        this.own = new AloneRecords(store, clock, words);
        this.clock = clock;
        this.reconciling = new Reconciling(cluster, own, clock);
        own.listen(new Telling());
    }

    /** Ends when the store's records stand. Where the store cannot be reached, they will as soon as it can. */
    public CompletionStage<Boolean> start() {
        return own.startDoubting();
    }

    /** What this member keeps for itself. */
    AloneRecords own() {
        return own;
    }

    @Override
    public Optional<StoredRecord> get(RecordId id) {
        return own.get(id);
    }

    @Override
    public List<StoredRecord> all(Kind kind) {
        return own.all(kind);
    }

    @Override
    public void listen(RecordListener listener) {
        own.listen(listener);
    }

    @Override
    public long digest() {
        return own.digest();
    }

    @Override
    public CompletionStage<Acknowledgement> change(AuditedChange change) {
        return changeAll(List.of(change)).thenApply(answers -> answers.get(0));
    }

    @Override
    public CompletionStage<List<Acknowledgement>> changeAll(List<AuditedChange> changes) {
        List<CompletableFuture<Acknowledgement>> answers = new ArrayList<>();
        List<AuditedChange> fresh = new ArrayList<>();
        for (AuditedChange change : changes) {
            CompletableFuture<Acknowledgement> answer = new CompletableFuture<>();
            CompletableFuture<Acknowledgement> before =
                    underWay.putIfAbsent(change.change().changeId(), answer);
            answers.add(before == null ? answer : before);
            if (before == null) fresh.add(change);
        }
        if (!fresh.isEmpty()) make(fresh).whenComplete((made, failure) -> answer(fresh, made, failure));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(v -> answers.stream().map(CompletableFuture::join).toList());
    }

    private void answer(
            List<AuditedChange> changes, @Nullable Map<String, Acknowledgement> made, @Nullable Throwable failure) {
        for (AuditedChange change : changes) {
            String id = change.change().changeId();
            CompletableFuture<Acknowledgement> answer = Objects.requireNonNull(underWay.remove(id));
            if (made != null) answer.complete(made.getOrDefault(id, new Acknowledgement.Unavailable()));
            else answer.completeExceptionally(Objects.requireNonNull(failure));
        }
    }

    private CompletionStage<Map<String, Acknowledgement>> make(List<AuditedChange> changes) {
        Optional<Grid> now = cluster.grid();
        if (now.isEmpty()) return makeAlone(changes).thenApply(made -> told(made, cluster.absent(List.of())));
        // What takes something away may act without a disk; of the rest the map is not to hear.
        List<AuditedChange> admitted = changes.stream()
                .filter(change -> own.isWell() || takesAway(change))
                .toList();
        Set<String> repeated = admitted.stream()
                .map(AuditedChange::change)
                .filter(this::stands)
                .map(RecordChange::changeId)
                .collect(Collectors.toSet());
        return new RecordMap(now.get(), clock)
                .decide(admitted.stream().map(this::proposal).toList())
                .thenApply(rulings -> ClusterRound.of(admitted, rulings, own.isLoaded()))
                .thenCompose(round -> carryOut(now.get(), round, repeated));
    }

    private static boolean takesAway(AuditedChange change) {
        return change.change().action().takesAway();
    }

    private boolean stands(RecordChange change) {
        return own.get(change.id())
                .filter(here -> here.version().changeId().equals(change.changeId()))
                .isPresent();
    }

    private RecordProposal proposal(AuditedChange change) {
        RecordId id = change.change().id();
        return new RecordProposal(id, change.change(), own.get(id).orElse(null));
    }

    /** @param repeated changes that stood before they were asked for: their audit is written */
    private CompletionStage<Map<String, Acknowledgement>> carryOut(Grid now, ClusterRound round, Set<String> repeated) {
        CompletionStage<Boolean> known = own.take(RecordStore.Writing.of(round.standing));
        CompletionStage<Boolean> durable = own.take(round.writing(repeated));
        CompletionStage<Circular.Outcome> others = tell(now, round.records());
        CompletionStage<Map<String, Acknowledgement>> rest = finishAlone(now, round.undecided);
        return known.thenCombine(durable, (stands, written) -> written)
                .thenCombine(others, round::answered)
                .thenCombine(rest, ClusterRecords::together);
    }

    private CompletableFuture<Circular.Outcome> tell(Grid now, List<StoredRecord> records) {
        List<Member> members = cluster.others(now);
        List<String> absent =
                cluster.absent(members.stream().map(Admission::address).toList());
        return Circular.send(now, members, records).thenApply(outcome -> outcome.with(absent));
    }

    /** The map did not say in time what comes of them, as where the owner of an entry hangs. */
    private CompletionStage<Map<String, Acknowledgement>> finishAlone(Grid now, List<AuditedChange> undecided) {
        if (undecided.isEmpty()) return CompletableFuture.completedFuture(Map.of());
        return makeAlone(undecided).thenCompose(made -> {
            List<StoredRecord> records = made.values().stream()
                    .flatMap(answer -> answer instanceof Acknowledgement.Applied applied
                            ? Stream.of(applied.record())
                            : Stream.empty())
                    .toList();
            reconciling.offerLater(records.stream().map(StoredRecord::id).toList());
            return tell(now, records).thenApply(outcome -> told(made, outcome.unconfirmed()));
        });
    }

    private CompletionStage<Map<String, Acknowledgement>> makeAlone(List<AuditedChange> changes) {
        return own.changeAll(changes).thenApply(answers -> {
            Map<String, Acknowledgement> made = new HashMap<>();
            for (int i = 0; i < changes.size(); i++)
                made.put(changes.get(i).change().changeId(), answers.get(i));
            return made;
        });
    }

    private static Map<String, Acknowledgement> told(Map<String, Acknowledgement> made, List<String> unconfirmed) {
        Map<String, Acknowledgement> told = new HashMap<>(made);
        told.replaceAll((id, answer) -> answer instanceof Acknowledgement.Applied applied
                ? new Acknowledgement.Applied(applied.record(), applied.durable(), unconfirmed)
                : answer);
        return told;
    }

    private static Map<String, Acknowledgement> together(
            Map<String, Acknowledgement> some, Map<String, Acknowledgement> others) {
        Map<String, Acknowledgement> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    /** Says in the log what was lost; whoever listens says it elsewhere. */
    private static final class Telling implements RecordListener {
        @Override
        public void stands(StoredRecord record) {}

        @Override
        public void lost(Conflict conflict) {
            LOG.warn(
                    "Two members changed {} without knowing of each other: {} stands, {} is lost",
                    conflict.winner().id(),
                    conflict.winner().version().tag(),
                    conflict.loser().version().tag());
        }
    }
}
