package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import io.keywheel.records.AloneRecords;
import io.keywheel.records.RecordId;
import io.keywheel.records.RecordStore;
import io.keywheel.records.Replica;
import io.keywheel.records.Stand;
import io.keywheel.records.StoredRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fetches from other members what this one lacks: first a number for everything, then numbers for parts, then the versions of the parts
 * that differ, then the records. Each member fetches for itself. May wait; only on a thread for it.
 */
final class Exchange {
    static final int PARTS = 256;

    private static final int PARTS_AT_ONCE = 32;
    private static final Text NOTHING = new Text("");
    private static final String OUTLINE = "records.outline";
    private static final String DIGESTS = "records.digests";
    private static final String STANDS = "records.stands";
    private static final String GIVE = "records.give";

    private final AloneRecords own;
    private final InstantSource clock;

    Exchange(AloneRecords own, InstantSource clock) {
        this.own = own;
        this.clock = clock;
    }

    /** Answers to what others ask. */
    void answerBy(Answerers answerers) {
        Replica replica = own.replica();
        answerers.add(OUTLINE, Text.class, asked -> new Outline(replica.digest(), own.isFresh()));
        answerers.add(DIGESTS, Text.class, asked -> new Digests(replica.digests(PARTS)));
        answerers.add(STANDS, Parts.class, asked -> stands(set(asked.parts())));
        answerers.add(GIVE, Ids.class, asked -> batch(asked.ids()));
        answerers.add(Circular.NAME, Batch.class, asked -> new Taken(taken(asked.records())));
    }

    private Stands stands(Set<Integer> parts) {
        return new Stands(new ArrayList<>(own.replica().versions(PARTS, parts)));
    }

    private static Set<Integer> set(int[] parts) {
        return IntStream.of(parts).boxed().collect(Collectors.toSet());
    }

    private Batch batch(List<RecordId> ids) {
        return new Batch(
                ids.stream().flatMap(id -> own.get(id).stream()).collect(Collectors.toCollection(ArrayList::new)));
    }

    /** Whether it is safe on the disk; waits for that. */
    boolean taken(Collection<StoredRecord> records) {
        long lapsed = clock.millis() - Replica.TOMBSTONES_STAY.toMillis();
        List<StoredRecord> standing =
                records.stream().filter(r -> !Replica.isLapsed(r, lapsed)).toList();
        // The store ends each of its stages within its time.
        return standing.isEmpty()
                || own.take(RecordStore.Writing.of(standing))
                        .toCompletableFuture()
                        .join();
    }

    /** Fetches what the other member has and this one lacks. Gives what was fetched. */
    List<RecordId> with(Grid grid, Member other) {
        Outline theirs = ask(grid, other, OUTLINE, NOTHING, Outline.class);
        if (own.isInDoubt()) {
            if (theirs.fresh()) adopt(grid, other);
            return List.of();
        }
        if (theirs.digest() == own.replica().digest()) return List.of();
        List<RecordId> wanted = own.replica().olderThan(standsThere(grid, other, differing(grid, other)));
        for (List<RecordId> some : slices(wanted, Batch.MOST)) taken(given(grid, other, some));
        return wanted;
    }

    private void adopt(Grid grid, Member other) {
        List<Stand> all =
                standsThere(grid, other, IntStream.range(0, PARTS).boxed().toList());
        List<RecordId> ids = all.stream().map(Stand::id).toList();
        List<StoredRecord> theirs = new ArrayList<>();
        for (List<RecordId> some : slices(ids, Batch.MOST)) theirs.addAll(given(grid, other, some));
        own.adopt(theirs).toCompletableFuture().join();
    }

    private List<Integer> differing(Grid grid, Member other) {
        long[] theirs = ask(grid, other, DIGESTS, NOTHING, Digests.class).ofParts();
        long[] ours = own.replica().digests(PARTS);
        return IntStream.range(0, PARTS)
                .filter(i -> ours[i] != theirs[i])
                .boxed()
                .toList();
    }

    private static List<Stand> standsThere(Grid grid, Member other, List<Integer> parts) {
        List<Stand> stands = new ArrayList<>();
        for (List<Integer> some : slices(parts, PARTS_AT_ONCE)) {
            Parts asked = new Parts(some.stream().mapToInt(part -> part).toArray());
            stands.addAll(ask(grid, other, STANDS, asked, Stands.class).stands());
        }
        return stands;
    }

    private static List<StoredRecord> given(Grid grid, Member other, List<RecordId> ids) {
        return ask(grid, other, GIVE, new Ids(new ArrayList<>(ids)), Batch.class)
                .records();
    }

    private static <A> A ask(Grid grid, Member other, String name, Object body, Class<A> answer) {
        return grid.ask(Line.QUICK, other, new Question(name, body), answer).join();
    }

    private static <T> List<List<T>> slices(List<T> all, int most) {
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            slices.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return slices;
    }
}
