package io.keywheel.cluster;

import com.hazelcast.map.IMap;
import com.hazelcast.partition.PartitionService;
import io.keywheel.records.RecordId;
import io.keywheel.records.StoredRecord;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The map {@code records}, in which changes are decided: many at once, a message for each partition. */
final class RecordMap {
    /** And a millisecond more for each change: an import is many. */
    private static final long DECIDED_WITHIN_MILLIS = 2_000;

    private static final long PAUSE_MILLIS = 100;
    private static final Executor LATER = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);

    private final IMap<RecordId, StoredRecord> map;
    private final PartitionService partitions;
    private final InstantSource clock;

    RecordMap(Grid grid, InstantSource clock) {
        this.map = grid.hazelcast().getMap(SharedMaps.RECORDS);
        this.partitions = grid.hazelcast().getPartitionService();
        this.clock = clock;
    }

    /** Has the changes decided. Those of a record that is not in the answer may stand or not: nobody said so in time. */
    CompletableFuture<Map<RecordId, List<Ruling>>> decide(Collection<RecordProposal> proposals) {
        Map<RecordId, List<Ruling>> rulings = new HashMap<>();
        long millis = DECIDED_WITHIN_MILLIS + proposals.size();
        CompletableFuture<?>[] all = grouped(proposals).stream()
                .map(group -> decided(group, millis).handle((decided, failure) -> {
                    synchronized (rulings) {
                        if (failure == null) decided.forEach((id, words) -> rulings.put(id, words.rulings()));
                    }
                    return true;
                }))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).thenApply(v -> rulings);
    }

    /** Lets the map know what stands here. Gives which records it heard of. */
    CompletableFuture<Set<RecordId>> offer(Collection<StoredRecord> records) {
        return decide(records.stream()
                        .map(known -> new RecordProposal(known.id(), null, known))
                        .toList())
                .thenApply(Map::keySet);
    }

    private Collection<List<RecordProposal>> grouped(Collection<RecordProposal> proposals) {
        return proposals.stream()
                .collect(Collectors.groupingBy(
                        p -> partitions.getPartition(p.id()).getPartitionId()))
                .values();
    }

    private CompletableFuture<Map<RecordId, Rulings>> decided(List<RecordProposal> group, long millis) {
        CompletableFuture<Map<RecordId, Rulings>> decided = new CompletableFuture<>();
        submit(new RecordProposals(group, clock.millis()), decided);
        return decided.orTimeout(millis, TimeUnit.MILLISECONDS);
    }

    /** Again and again until its time is over: whoever meets its own change gives its first answer. */
    private void submit(RecordProposals proposals, CompletableFuture<Map<RecordId, Rulings>> decided) {
        if (decided.isDone()) return;
        submitted(proposals).whenComplete((rulings, failure) -> {
            if (failure == null) decided.complete(rulings);
            else LATER.execute(() -> submit(proposals, decided));
        });
    }

    private CompletionStage<Map<RecordId, Rulings>> submitted(RecordProposals proposals) {
        Set<RecordId> ids =
                proposals.proposals().stream().map(RecordProposal::id).collect(Collectors.toSet());
        try {
            return map.submitToKeys(ids, proposals);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(new CompletionException(e));
        }
    }
}
