package io.keywheel.cluster;

import io.keywheel.records.Acknowledgement;
import io.keywheel.records.AuditEntry;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.RecordStore;
import io.keywheel.records.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes that were decided together: which of them stand, which do not and why, and of which nobody said anything. */
final class ClusterRound {

    /** A change that stands. */
    record Granted(AuditedChange change, StoredRecord record) {}

    final List<Granted> granted = new ArrayList<>();
    final List<AuditedChange> undecided = new ArrayList<>();
    final List<StoredRecord> standing = new ArrayList<>();
    final Map<String, Acknowledgement> answers = new HashMap<>();

    /**
     * Sorts the changes by what was decided.
     *
     * @param knows whether what is missing is missing for sure
     */
    static ClusterRound of(List<AuditedChange> changes, Map<RecordId, List<Ruling>> rulings, boolean knows) {
        ClusterRound round = new ClusterRound();
        Map<RecordId, Iterator<Ruling>> left = new HashMap<>();
        rulings.forEach((id, ofId) -> left.put(id, ofId.iterator()));
        for (AuditedChange change : changes) {
            Iterator<Ruling> next = left.get(change.change().id());
            if (next == null || !next.hasNext()) round.undecided.add(change);
            else round.decided(change, next.next(), knows);
        }
        return round;
    }

    private void decided(AuditedChange change, Ruling ruling, boolean knows) {
        StoredRecord stands = ruling.standing();
        if (ruling.isGranted() && stands != null) {
            granted.add(new Granted(change, stands));
            return;
        }
        // Whoever asked did not know of it.
        if (stands != null) standing.add(stands);
        boolean unknown = stands == null && !knows;
        answers.put(
                change.change().changeId(),
                unknown
                        ? new Acknowledgement.Unavailable()
                        : new Acknowledgement.Refused(ruling.refusal(change.change())));
    }

    List<StoredRecord> records() {
        return granted.stream().map(Granted::record).toList();
    }

    /**
     * What is to be written here.
     *
     * @param repeated changes whose audit is written
     */
    RecordStore.Writing writing(Set<String> repeated) {
        List<AuditEntry> audit = granted.stream()
                .map(Granted::change)
                .filter(change -> !repeated.contains(change.change().changeId()))
                .map(AuditedChange::audit)
                .toList();
        return new RecordStore.Writing(records(), audit);
    }

    /**
     * What is said to whoever asked. A disk of another member matters where something was taken away: with that member started again alone
     * it would be back; what was added and is safe here is not lost.
     */
    Map<String, Acknowledgement> answered(boolean durableHere, Circular.Outcome others) {
        for (Granted one : granted) {
            boolean takenAway = one.change().change().action().takesAway();
            boolean durable = durableHere && (!takenAway || others.durable());
            answers.put(
                    one.change().change().changeId(),
                    new Acknowledgement.Applied(one.record(), durable, others.unconfirmed()));
        }
        return answers;
    }
}
