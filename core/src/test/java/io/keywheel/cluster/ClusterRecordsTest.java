package io.keywheel.cluster;

import static io.keywheel.records.Given.audited;
import static io.keywheel.records.Given.content;
import static io.keywheel.records.Given.key;
import static io.keywheel.records.Given.mark;
import static io.keywheel.records.RecordsContract.made;
import static io.keywheel.records.RecordsContract.make;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import io.keywheel.records.Acknowledgement;
import io.keywheel.records.AuditEntry;
import io.keywheel.records.Given;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.RecordsContract;
import io.keywheel.records.StoredRecord;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members that stay. */
class ClusterRecordsTest {
    private static final Pattern RUNS_ROUNDS = Pattern.compile("keywheel-rounds|questions");
    private static final List<String> ADDRESSES = TestNode.freeAddresses(3);
    private static final List<RecordsMember> ALL = new ArrayList<>();
    private static final Map<String, SlowDisk> DISKS = new ConcurrentHashMap<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void threeMembersFormACluster() {
        for (String address : ADDRESSES) {
            ALL.add(RecordsMember.started(address, ADDRESSES, folder, disk -> {
                        SlowDisk slow = new SlowDisk(disk);
                        DISKS.put(address, slow);
                        return slow;
                    })
                    .joining());
            RecordsMember.awaitMembers(ALL);
        }
    }

    @AfterAll
    static void threeMembersStop() {
        ALL.forEach(RecordsMember::kill);
    }

    private static SlowDisk disk(int member) {
        SlowDisk disk = DISKS.get(ADDRESSES.get(member));
        if (disk == null) throw new IllegalArgumentException();
        return disk;
    }

    private static ClusterRecords records(int member) {
        return ALL.get(member).records;
    }

    @Test
    void aRecordThatOneMemberAddsStandsOnAllBeforeItIsAcknowledged() {
        long before = System.nanoTime();
        StoredRecord made = made(records(0), key(1));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        for (RecordsMember member : ALL) assertThat(member.records.get(key(1))).contains(made);
    }

    @Test
    void ofChangesOnTwoMembersAtOnceOneIsMadeAndTheOtherIsToldWhatStands() {
        StoredRecord made = made(records(0), key(2));
        var one = records(1).change(audited(RecordChange.update(made, mark("one"), content("one"))));
        var two = records(2).change(audited(RecordChange.update(made, mark("two"), content("two"))));
        List<Acknowledgement> answers = List.of(RecordsContract.of(one), RecordsContract.of(two));
        assertThat(answers).hasAtLeastOneElementOfType(Acknowledgement.Applied.class);
        assertThat(answers).hasAtLeastOneElementOfType(Acknowledgement.Refused.class);
        assertThat(ALL).extracting(m -> m.conflicts).allMatch(List::isEmpty);
    }

    @Test
    void aRemovalThatAMemberDoesNotConfirmNamesTheMember() {
        StoredRecord made = made(records(0), key(3));
        disk(2).hang();
        Acknowledgement answer = make(records(0), RecordChange.remove(made, mark()));
        disk(2).goOn();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Acknowledgement.Applied.class,
                        applied -> assertThat(applied.unconfirmed()).containsExactly(ADDRESSES.get(2)));
        for (RecordsMember member : ALL) {
            assertThat(member.records.get(key(3))).get().matches(r -> !r.isLive());
        }
    }

    @Test
    void whatTheMapAloneKnowsIsHeardOfByAll() {
        IMap<RecordId, StoredRecord> map = ALL.get(1).grid().hazelcast().getMap(SharedMaps.RECORDS);
        StoredRecord untold = Given.record(key(4), Given.version(1, 1));
        map.set(untold.id(), untold);
        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            for (RecordsMember member : ALL)
                assertThat(member.records.get(key(4))).contains(untold);
        });
    }

    @Test
    void whatTheMapLostCountsAllTheSame() {
        StoredRecord made = made(records(0), key(5));
        IMap<RecordId, StoredRecord> map = ALL.get(1).grid().hazelcast().getMap(SharedMaps.RECORDS);
        map.delete(key(5));
        assertThat(make(records(1), Given.create(key(5)))).isInstanceOf(Acknowledgement.Refused.class);
        assertThat(make(records(2), RecordChange.remove(made, mark()))).isInstanceOf(Acknowledgement.Applied.class);
        assertThat(records(0).get(key(5))).get().matches(r -> !r.isLive());
    }

    @Test
    void thatWhichAMemberMissedItFetchesWithinASecondOrTwo() {
        StoredRecord made = made(records(0), key(6));
        StoredRecord missed = Given.record(key(7), Given.version(1, 1));
        // As if it had come from a disk.
        RecordsContract.of(ALL.get(1).take(List.of(missed)));
        await().atMost(Duration.ofSeconds(4)).untilAsserted(() -> {
            for (RecordsMember member : ALL)
                assertThat(member.records.get(key(7))).contains(missed);
        });
        assertThat(records(2).get(key(6))).contains(made);
    }

    @Test
    void aMemberWhoseDiskIsIllAddsNothingAndTakesAwayAllTheSame() {
        StoredRecord made = made(records(0), key(8));
        SlowDisk ill = disk(1);
        ill.fallIll();
        try {
            assertThat(make(records(1), Given.create(key(9)))).isEqualTo(new Acknowledgement.Unavailable());
            assertThat(records(0).get(key(9))).isEmpty();
            assertThat(make(records(1), RecordChange.disable(made, mark(), content("off"))))
                    .isInstanceOfSatisfying(Acknowledgement.Applied.class, applied -> {
                        assertThat(applied.durable()).isFalse();
                        assertThat(applied.unconfirmed()).isEmpty();
                    });
            assertThat(records(0).get(key(8))).get().matches(r -> r.version().disabled());
            assertThat(ALL.get(1).logged).extracting(AuditEntry::what).containsExactly("DISABLE");
        } finally {
            ill.getWell();
        }
    }

    @Test
    void fiveThousandRecordsCostNothingToCompareWhileTheyAreEqual() {
        CompletionStage<List<Acknowledgement>> imported = records(0).changeAll(Given.creations(1_000, 5_000));
        assertThat(RecordsContract.of(imported)).allMatch(a -> a instanceof Acknowledgement.Applied);
        assertThat(records(2).all(Kind.KEY)).hasSizeGreaterThanOrEqualTo(5_000);
        RecordsMember.awaitEqual(ALL);
        long before = comparingMillis();
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        // Three members, three rounds each.
        assertThat(comparingMillis() - before).isLessThan(100);
    }

    /** Of all members in this JVM, so far. */
    private static long comparingMillis() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                        .filter(thread -> thread != null
                                && RUNS_ROUNDS.matcher(thread.getThreadName()).find())
                        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                        .sum()
                / 1_000_000;
    }
}
