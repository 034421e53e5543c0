package io.keywheel.cluster;

import static org.awaitility.Awaitility.await;

import io.keywheel.clusterconfig.ClusterSettings;
import io.keywheel.records.AuditEntry;
import io.keywheel.records.Conflict;
import io.keywheel.records.Given;
import io.keywheel.records.RecordListener;
import io.keywheel.records.RecordStore;
import io.keywheel.records.RecordsContract;
import io.keywheel.records.StoredRecord;
import io.keywheel.store.SqlStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A member with real Hazelcast and a store of its own in a file. */
final class RecordsMember {
    /** The records of tests are from the year 1970. */
    static final InstantSource CLOCK = () -> Instant.ofEpochMilli(5_000);

    private static final byte[] MASTER_KEY = new byte[32];

    final Cluster cluster;
    final ClusterRecords records;
    final List<AuditEntry> logged = Collections.synchronizedList(new ArrayList<>());
    final List<Conflict> conflicts = new CopyOnWriteArrayList<>();
    private final SqlStore file;

    private RecordsMember(ClusterSettings settings, Path folder, UnaryOperator<RecordStore> disk, InstantSource clock) {
        String address = settings.address().toString();
        cluster = new Cluster(settings, List.of(MASTER_KEY), InstantSource.system(), fatal -> {});
        file = SqlStore.of(Optional.empty(), folder.resolve(address.replace(':', '-')), address, clock);
        records = new ClusterRecords(cluster, disk.apply(file), clock, Given.words(logged));
        records.listen(new RecordListener() {
            @Override
            public void stands(StoredRecord record) {}

            @Override
            public void lost(Conflict conflict) {
                conflicts.add(conflict);
            }
        });
    }

    static RecordsMember started(String address, List<String> members, Path folder) {
        return started(address, members, folder, disk -> disk);
    }

    static RecordsMember started(String address, List<String> members, Path folder, UnaryOperator<RecordStore> disk) {
        return new RecordsMember(ClusterSettings.of("test", members, address), folder, disk, CLOCK).started();
    }

    static RecordsMember startedAt(InstantSource clock, String address, List<String> members, Path folder) {
        ClusterSettings settings = ClusterSettings.of("test", members, address);
        return new RecordsMember(settings, folder, disk -> disk, clock).started();
    }

    private RecordsMember started() {
        RecordsContract.of(file.start());
        RecordsContract.of(records.start());
        return this;
    }

    RecordsMember joining() {
        cluster.join(Map.of());
        return this;
    }

    /** A cluster in which all know each other and their records are compared. */
    static List<RecordsMember> cluster(List<String> addresses, Path folder) {
        List<RecordsMember> members = new ArrayList<>();
        for (String address : addresses) {
            members.add(started(address, addresses, folder).joining());
            awaitMembers(members);
        }
        return members;
    }

    static void awaitMembers(List<RecordsMember> members) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> members.stream().allMatch(member -> member.sees(members.size())));
    }

    boolean sees(int count) {
        return cluster.grid().isPresent() && cluster.members().size() == count;
    }

    static void awaitEqual(List<RecordsMember> members) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> members.stream()
                                .map(member -> member.records.digest())
                                .distinct()
                                .count()
                        == 1);
    }

    /** It has these records, and nobody was told. */
    CompletionStage<Boolean> take(List<StoredRecord> untold) {
        return records.own().take(RecordStore.Writing.of(untold));
    }

    Grid grid() {
        return cluster.grid().orElseThrow();
    }

    /** As a power cut: no word to the others, and no return. */
    void kill() {
        Optional<Grid> grid = cluster.grid();
        cluster.stopKeeping();
        grid.ifPresent(Grid::terminate);
        file.close();
    }

    void stop() {
        cluster.stop();
        file.close();
    }
}
