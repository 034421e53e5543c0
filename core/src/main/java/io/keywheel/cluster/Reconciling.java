package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.map.IMap;
import io.keywheel.records.AloneRecords;
import io.keywheel.records.RecordId;
import io.keywheel.records.StoredRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts this member's records and those of the others right, each second: offers the map what it did not decide, fetches what other
 * members have and this one lacks, and takes what the map decided and nobody told.
 */
final class Reconciling implements Consumer<Optional<Grid>> {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);
    private static final Duration DOUBTED = Duration.ofSeconds(30);
    private static final Duration TIDIED_EVERY = Duration.ofDays(1);

    /** The map as it was when it was last offered everything. */
    private record Offered(Grid grid, int mishaps, boolean loaded) {}

    private final Cluster cluster;
    private final AloneRecords own;
    private final InstantSource clock;
    private final Exchange exchange;
    private final Set<RecordId> unoffered = ConcurrentHashMap.newKeySet();
    private final Map<RecordId, StoredRecord> heard = new ConcurrentHashMap<>();
    private final long startedAt;
    private long tidiedAt;
    private @Nullable Offered last;

    Reconciling(Cluster cluster, AloneRecords own, InstantSource clock) {
        this.cluster = cluster;
        this.own = own;
        this.clock = clock;
        this.exchange = new Exchange(own, clock);
        this.startedAt = clock.millis();
        this.tidiedAt = startedAt;
        exchange.answerBy(cluster.answerers());
        cluster.everySecond(this);
    }

    /** What stands here without the map having decided it. */
    void offerLater(Collection<RecordId> ids) {
        unoffered.addAll(ids);
    }

    @Override
    public void accept(Optional<Grid> now) {
        passTime();
        if (now.isEmpty()) return;
        Grid grid = now.get();
        begin(grid);
        offer(grid);
        for (Member other : cluster.others(grid)) fetch(grid, other);
        takeHeard();
    }

    private void passTime() {
        long now = clock.millis();
        if (own.isInDoubt() && now - startedAt > DOUBTED.toMillis()) {
            LOG.warn("The store was away for more than 90 days and no other member is there: keys that were removed"
                    + " meanwhile may be back");
            own.believe();
        }
        if (now - tidiedAt < TIDIED_EVERY.toMillis()) return;
        tidiedAt = now;
        own.tidy();
    }

    /** After joining, after a split has healed, and when the map may have lost something, it is offered everything. */
    private void begin(Grid grid) {
        Offered present = new Offered(grid, grid.mishaps(), own.isLoaded());
        if (present.equals(last)) return;
        if (last == null || last.grid() != grid) {
            IMap<RecordId, StoredRecord> map = grid.hazelcast().getMap(SharedMaps.RECORDS);
            new SharedMap<>(map, heard::put).listen();
        }
        last = present;
        own.replica().versions().forEach(stand -> unoffered.add(stand.id()));
    }

    private void offer(Grid grid) {
        List<RecordId> ids = List.copyOf(unoffered);
        if (ids.isEmpty()) return;
        List<StoredRecord> records =
                ids.stream().flatMap(id -> own.get(id).stream()).toList();
        ids.forEach(unoffered::remove);
        Set<RecordId> arrived = new RecordMap(grid, clock).offer(records).join();
        records.stream()
                .map(StoredRecord::id)
                .filter(id -> !arrived.contains(id))
                .forEach(unoffered::add);
    }

    private void fetch(Grid grid, Member other) {
        try {
            offerLater(exchange.with(grid, other));
        } catch (RuntimeException e) {
            // It is silent, or left; the others are asked all the same.
            LOG.debug("Nothing was fetched from {}", Admission.address(other), e);
        }
    }

    /** What whoever asked for it could not tell, because it died. */
    private void takeHeard() {
        List<StoredRecord> all = List.copyOf(heard.values());
        all.forEach(record -> heard.remove(record.id(), record));
        exchange.taken(all.stream().filter(this::isNews).toList());
    }

    private boolean isNews(StoredRecord record) {
        return own.get(record.id()).filter(here -> !record.isNewerThan(here)).isEmpty();
    }
}
