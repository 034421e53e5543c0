package io.keywheel.records;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Records and changes of tests. Public for the tests of those who implement what this package asks for. */
public final class Given {
    public static final RecordId KEY = new RecordId(Kind.KEY, "groq-made-up");
    private static final AtomicLong COUNT = new AtomicLong();

    private Given() {}

    public static RecordId key(int number) {
        return new RecordId(Kind.KEY, "key-" + number);
    }

    public static Mark mark() {
        return mark("tester");
    }

    public static Mark mark(String writer) {
        return new Mark(writer, "change-" + COUNT.incrementAndGet(), 1_000);
    }

    /** A sealed content stands for what it was sealed for. */
    public static Content content(String text) {
        return version ->
                (text + " for " + version.incarnation() + "." + version.revision()).getBytes(StandardCharsets.UTF_8);
    }

    /** Words that are kept in a list. */
    public static Words words(List<AuditEntry> unwritten) {
        return new Words() {
            @Override
            public void unwritten(AuditEntry entry) {
                unwritten.add(entry);
            }

            @Override
            public void unreadable(String row) {
                throw new AssertionError("unreadable: " + row);
            }
        };
    }

    public static String text(StoredRecord record) {
        return new String(record.content(), StandardCharsets.UTF_8);
    }

    public static RecordChange create(RecordId id) {
        return RecordChange.create(id, null, mark(), content("new"));
    }

    public static AuditedChange audited(RecordChange change) {
        AuditEntry entry = new AuditEntry(
                change.next().changedAt(),
                "tester",
                change.action().name(),
                change.id().id(),
                "{}");
        return new AuditedChange(change, entry);
    }

    public static List<AuditedChange> creations(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> audited(create(key(i))))
                .toList();
    }

    /** A record as it stands after the changes that lead to this version. */
    public static StoredRecord record(RecordId id, Version version) {
        return StoredRecord.of(id, version, 1_000, content("made up").sealedFor(version));
    }

    public static Version version(long incarnation, long revision) {
        return new Version(incarnation, false, revision, false, "tester", "change-" + COUNT.incrementAndGet());
    }

    static StoredRecord applied(RecordChange change, StoredRecord current) {
        return ((Decision.Applied) change.decide(current)).next();
    }

    static StoredRecord made(RecordId id) {
        return ((Decision.Applied) create(id).decide(null)).next();
    }
}
