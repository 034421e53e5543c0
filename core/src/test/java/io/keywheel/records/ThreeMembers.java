package io.keywheel.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Three members as DESIGN has them, without a network: a change is decided in one place for all that reach each other. */
final class ThreeMembers {
    private final Replica[] replicas = {new Replica(), new Replica(), new Replica()};
    private final List<Map<RecordId, StoredRecord>> disks = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
    private final List<StoredRecord> acknowledged = new ArrayList<>();
    private final List<Conflict> said = new ArrayList<>();
    private int sides;
    private int failing;
    private int starts;

    ThreeMembers() {
        for (Replica replica : replicas) replica.listen(hearing());
    }

    private RecordListener hearing() {
        return new RecordListener() {
            @Override
            public void stands(StoredRecord record) {}

            @Override
            public void lost(Conflict conflict) {
                said.add(conflict);
            }
        };
    }

    /** From now on only members with the same bit reach each other. */
    void split(int mask) {
        sides = mask;
        meet();
    }

    void heal() {
        split(0);
    }

    /** The disks of these members take nothing from now on. */
    void failing(int mask) {
        failing = mask;
        for (int i = 0; i < 3; i++) if (isWell(i)) write(i, replicas[i].everything());
    }

    /** A member is gone with all that is not on its disk, and comes back. */
    void restart(int member) {
        fall(member);
        disks.get(member).values().forEach(replicas[member]::offer);
        meet();
    }

    void fall(int member) {
        replicas[member] = new Replica();
        replicas[member].listen(hearing());
    }

    void change(int member, Action action, RecordId id) {
        StoredRecord current = replicas[member].get(id).orElse(null);
        Mark mark = Given.mark("member-" + member + "/" + starts++);
        RecordChange change = change(action, id, current, mark);
        if (!(change.decide(current) instanceof Decision.Applied applied)) return;
        boolean durable = reached(member).allMatch(this::isWell);
        reached(member).forEach(i -> {
            replicas[i].offer(applied.next());
            if (isWell(i)) write(i, List.of(applied.next()));
        });
        if (durable) acknowledged.add(applied.next());
    }

    private static RecordChange change(Action action, RecordId id, @Nullable StoredRecord current, Mark mark) {
        if (action == Action.REMOVE) return RecordChange.remove(id, mark);
        if (current == null || action == Action.CREATE)
            return RecordChange.create(id, current, mark, Given.content("new"));
        return switch (action) {
            case ENABLE -> RecordChange.enable(current, mark, Given.content("on"));
            case DISABLE -> RecordChange.disable(current, mark, Given.content("off"));
            default -> RecordChange.update(current, mark, Given.content("other"));
        };
    }

    private boolean isWell(int member) {
        return (failing >> member & 1) == 0;
    }

    private IntStream reached(int from) {
        return IntStream.range(0, 3).filter(i -> (sides >> i & 1) == (sides >> from & 1));
    }

    /** Whoever reaches each other exchanges what differs, and keeps it. */
    private void meet() {
        for (int one = 0; one < 3; one++) for (int other : reached(one).toArray()) exchange(one, other);
        for (int one = 0; one < 3; one++) for (int other : reached(one).toArray()) exchange(one, other);
    }

    private void exchange(int one, int other) {
        if (replicas[one].digest() == replicas[other].digest()) return;
        List<StoredRecord> lacking = replicas[one].newerThan(replicas[other].versions());
        lacking.forEach(replicas[other]::offer);
        if (isWell(other)) write(other, lacking);
    }

    private void write(int member, List<StoredRecord> records) {
        for (StoredRecord record : records) {
            disks.get(member).merge(record.id(), record, (here, coming) -> coming.isNewerThan(here) ? coming : here);
        }
    }

    Set<Long> digests() {
        Set<Long> all = new HashSet<>();
        for (Replica replica : replicas) all.add(replica.digest());
        return all;
    }

    Set<List<StoredRecord>> contents() {
        Set<List<StoredRecord>> all = new HashSet<>();
        for (Replica replica : replicas) {
            all.add(replica.everything().stream()
                    .sorted((a, b) -> a.id().compareTo(b.id()))
                    .toList());
        }
        return all;
    }

    /** Acknowledged changes that what stands was not built on, and of which no event told. */
    Set<StoredRecord> lostUnsaid() {
        return lost().filter(record -> said.stream()
                        .map(Conflict::loser)
                        .noneMatch(loser -> loser.equals(record) || loser.descendsFrom(record)))
                .collect(Collectors.toSet());
    }

    Set<StoredRecord> lostToSomethingOlder() {
        return lost().filter(record -> !standing(record).isNewerThan(record)).collect(Collectors.toSet());
    }

    /** What was removed and is there again, though nobody made it again. */
    Set<StoredRecord> broughtBack() {
        return acknowledged.stream()
                .filter(r -> !r.isLive() && standing(r).isLive())
                .filter(r -> standing(r).version().incarnation() == r.version().incarnation())
                .collect(Collectors.toSet());
    }

    private Stream<StoredRecord> lost() {
        return acknowledged.stream()
                .filter(r -> !standing(r).equals(r) && !standing(r).descendsFrom(r));
    }

    private StoredRecord standing(StoredRecord record) {
        return replicas[0].get(record.id()).orElseThrow();
    }
}
