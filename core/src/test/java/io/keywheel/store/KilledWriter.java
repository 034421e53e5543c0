package io.keywheel.store;

import io.keywheel.records.Acknowledgement;
import io.keywheel.records.Action;
import io.keywheel.records.AloneRecords;
import io.keywheel.records.Given;
import io.keywheel.records.Mark;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.StoredRecord;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A process that changes records as fast as it may, and says on its output what was acknowledged, until somebody kills it. */
final class KilledWriter {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int KEYS = 8;
    private static final List<Action> CHANGES = List.of(Action.UPDATE, Action.ENABLE, Action.DISABLE, Action.REMOVE);

    private final AloneRecords records;
    private final Random random = new Random();
    private final String writer = Mark.writer("killed");

    private KilledWriter(AloneRecords records) {
        this.records = records;
    }

    public static void main(String[] args) {
        SqlStore store = SqlStore.of(Optional.empty(), Path.of(args[0]), "killed", InstantSource.system());
        if (!(StoreContract.done(store.start()) instanceof SqlStore.Start.Ready)) throw new IllegalStateException();
        AloneRecords records = new AloneRecords(store, InstantSource.system(), Given.words(new ArrayList<>()));
        StoreContract.done(records.start());
        KilledWriter writer = new KilledWriter(records);
        while (true) writer.change(Given.key(writer.random.nextInt(KEYS)));
    }

    /** Several at once, so that commits hold more than one. */
    private void change(RecordId id) {
        for (int i = 0; i < 3; i++) {
            StoredRecord current = records.get(id).orElse(null);
            Mark mark = Mark.fresh(writer, System.currentTimeMillis());
            records.change(Given.audited(change(id, current, mark))).thenAccept(KilledWriter::tell);
        }
        StoreContract.done(records.changeAll(Given.creations(100, 1)));
    }

    private RecordChange change(RecordId id, @Nullable StoredRecord current, Mark mark) {
        if (current == null || !current.isLive()) return RecordChange.create(id, current, mark, Given.content("made"));
        Action action = CHANGES.get(random.nextInt(CHANGES.size()));
        return switch (action) {
            case REMOVE -> RecordChange.remove(id, mark);
            case DISABLE -> RecordChange.disable(current, mark, Given.content("off"));
            case ENABLE -> RecordChange.enable(current, mark, Given.content("on"));
            default -> RecordChange.update(current, mark, Given.content("other"));
        };
    }

    private static synchronized void tell(Acknowledgement answer) {
        if (answer instanceof Acknowledgement.Applied applied && applied.durable()) {
            StoredRecord record = applied.record();
            OUT.println(record.id().id() + " " + record.version().tag() + " "
                    + record.version().tombstone());
        }
    }
}
