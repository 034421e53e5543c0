package io.keywheel.records;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records as this node knows them. It takes only what is newer, so two replicas that offer each other what they have end equal,
 * whatever came first. Any thread may call; reading takes no lock.
 */
public final class Replica {

    /** How long it is remembered that a record was removed. */
    public static final Duration TOMBSTONES_STAY = Duration.ofDays(90);

    private static final System.Logger LOG = System.getLogger(Replica.class.getName());
    private static final int CONFLICTS_REMEMBERED = 1_000;

    private final Map<RecordId, StoredRecord> standing = new ConcurrentHashMap<>();
    private final List<RecordListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final AtomicLong digest = new AtomicLong();

    /** Tells the listener what stands already, then everything that comes. */
    public synchronized void listen(RecordListener listener) {
        standing.values().forEach(listener::stands);
        listeners.add(listener);
    }

    /** Takes the record where it is newer than what stands, and tells. Gives whether it is. */
    public synchronized boolean offer(StoredRecord coming) {
        StoredRecord here = standing.get(coming.id());
        if (here != null && here.version().equals(coming.version())) return false;
        boolean newer = here == null || coming.isNewerThan(here);
        if (newer) stand(here, coming);
        if (here != null) compare(newer ? coming : here, newer ? here : coming);
        return newer;
    }

    private void stand(@Nullable StoredRecord before, StoredRecord now) {
        standing.put(now.id(), now);
        digest.addAndGet(Digest.of(now) - (before == null ? 0 : Digest.of(before)));
        tell(listener -> listener.stands(now));
    }

    private void compare(StoredRecord winner, StoredRecord loser) {
        if (winner.descendsFrom(loser) || !told.add(loser.version().changeId())) return;
        if (told.size() > CONFLICTS_REMEMBERED) told.remove(told.iterator().next());
        Conflict conflict = new Conflict(loser, winner);
        tell(listener -> listener.lost(conflict));
    }

    /** One listener's mistake is no reason for the others not to hear. */
    private void tell(Consumer<RecordListener> word) {
        for (RecordListener listener : listeners) {
            try {
                word.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "Nobody should fail on hearing of a record", e);
            }
        }
    }

    /** What stands of this id, be it a tombstone. */
    public Optional<StoredRecord> get(RecordId id) {
        return Optional.ofNullable(standing.get(id));
    }

    /** The records of a kind, without the removed ones, by id. */
    public List<StoredRecord> all(Kind kind) {
        return standing.values().stream()
                .filter(r -> r.id().kind() == kind && r.isLive())
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    /** All that stands, tombstones too. */
    public List<StoredRecord> everything() {
        return List.copyOf(standing.values());
    }

    /** Equal where the same versions stand. */
    public long digest() {
        return digest.get();
    }

    public List<Stand> versions() {
        return versions(1, Set.of(0));
    }

    /** The digest of each of so many parts that the records fall into by their ids: tells where two replicas differ. */
    public long[] digests(int parts) {
        long[] digests = new long[parts];
        standing.values().forEach(r -> digests[part(r.id(), parts)] += Digest.of(r));
        return digests;
    }

    /** What stands in some of so many parts. */
    public List<Stand> versions(int parts, Set<Integer> which) {
        return standing.values().stream()
                .filter(r -> which.contains(part(r.id(), parts)))
                .map(r -> new Stand(r.id(), r.version()))
                .toList();
    }

    private static int part(RecordId id, int parts) {
        return Math.floorMod(id.id().hashCode(), parts);
    }

    /** What somebody lacks who has {@code theirs}. */
    public List<StoredRecord> newerThan(Collection<Stand> theirs) {
        Map<RecordId, Version> there = new HashMap<>();
        theirs.forEach(stand -> there.put(stand.id(), stand.version()));
        return standing.values().stream()
                .filter(r -> isNewer(r.version(), there.get(r.id())))
                .toList();
    }

    /** What is to be asked of somebody who has {@code theirs}. */
    public List<RecordId> olderThan(Collection<Stand> theirs) {
        List<RecordId> wanted = new ArrayList<>();
        for (Stand stand : theirs) {
            StoredRecord here = standing.get(stand.id());
            if (isNewer(stand.version(), here == null ? null : here.version())) wanted.add(stand.id());
        }
        return wanted;
    }

    private static boolean isNewer(Version one, @Nullable Version other) {
        return other == null || VersionOrder.isNewer(one, other);
    }

    /** Drops tombstones from before {@code before}. */
    public synchronized void forget(long before) {
        for (StoredRecord record : everything()) {
            if (isLapsed(record, before)) drop(record);
        }
    }

    /** Whether a tombstone has stood long enough; who sends such a one is not up to date. */
    public static boolean isLapsed(StoredRecord record, long before) {
        return !record.isLive() && record.changedAt() < before;
    }

    /** Takes over the state of others, for one who has been away too long to be believed: what they do not have is dropped. */
    public synchronized void adopt(Collection<StoredRecord> theirs) {
        Set<RecordId> there = new HashSet<>();
        theirs.forEach(record -> there.add(record.id()));
        for (StoredRecord record : everything()) if (!there.contains(record.id())) drop(record);
        for (StoredRecord record : theirs) {
            StoredRecord here = standing.get(record.id());
            if (here == null || !here.version().equals(record.version())) stand(here, record);
        }
    }

    private void drop(StoredRecord record) {
        standing.remove(record.id());
        digest.addAndGet(-Digest.of(record));
        tell(listener -> listener.forgotten(record.id()));
    }
}
