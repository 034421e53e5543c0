package io.keywheel.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import io.keywheel.records.RecordId;
import io.keywheel.records.Replica;
import io.keywheel.records.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides changes at the owner of their entries. Answers what came of those that speak of the entry; said again, it answers the same. */
final class RecordProposals implements EntryProcessor<RecordId, @Nullable StoredRecord, Rulings> {
    private static final long FOR_EVER = 0;
    private static final long SHORTEST_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final Map<RecordId, List<RecordProposal>> byId;
    private final long now;

    /** @param now milliseconds since 1970, handed in so that the copies of an entry all decide alike */
    RecordProposals(List<RecordProposal> proposals, long now) {
        this.byId = proposals.stream().collect(Collectors.groupingBy(RecordProposal::id));
        this.now = now;
    }

    List<RecordProposal> proposals() {
        return byId.values().stream().flatMap(List::stream).toList();
    }

    long now() {
        return now;
    }

    @Override
    public Rulings process(Map.Entry<RecordId, @Nullable StoredRecord> entry) {
        List<Ruling> rulings = new ArrayList<>();
        StoredRecord before = entry.getValue();
        StoredRecord stands = before;
        for (RecordProposal proposal : byId.getOrDefault(entry.getKey(), List.of())) {
            stands = proposal.newest(stands);
            if (proposal.change() == null) continue;
            Ruling ruling = Ruling.of(proposal.change(), stands);
            rulings.add(ruling);
            if (ruling.isGranted()) stands = ruling.standing();
        }
        if (stands != null && !stands.equals(before)) put(entry, stands);
        return new Rulings(rulings);
    }

    private void put(Map.Entry<RecordId, @Nullable StoredRecord> entry, StoredRecord record) {
        long left = record.changedAt() - now + Replica.TOMBSTONES_STAY.toMillis();
        long millis = record.isLive() ? FOR_EVER : Math.max(left, SHORTEST_MILLIS);
        ((ExtendedMapEntry<RecordId, @Nullable StoredRecord>) entry).setValue(record, millis, TimeUnit.MILLISECONDS);
    }
}
