package io.keywheel.cluster;

import io.keywheel.records.Action;
import io.keywheel.records.Ancestry;
import io.keywheel.records.Kind;
import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.Stand;
import io.keywheel.records.StoredRecord;
import io.keywheel.records.Version;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records and what is said of them, byte by byte. */
final class Wire {

    private Wire() {}

    static void write(DataOutputStream out, RecordProposals proposals) throws IOException {
        out.writeLong(proposals.now());
        all(out, proposals.proposals(), (o, proposal) -> {
            write(o, proposal.id());
            perhaps(o, proposal.change(), Wire::write);
            perhaps(o, proposal.known(), Wire::write);
        });
    }

    static RecordProposals proposals(DataInputStream in) throws IOException {
        long now = in.readLong();
        List<RecordProposal> proposals =
                all(in, i -> new RecordProposal(id(i), perhaps(i, Wire::change), perhaps(i, Wire::record)));
        return new RecordProposals(proposals, now);
    }

    static void write(DataOutputStream out, Rulings rulings) throws IOException {
        all(out, rulings.rulings(), (o, ruling) -> {
            o.writeUTF(ruling.word().name());
            perhaps(o, ruling.standing(), Wire::write);
        });
    }

    static Rulings rulings(DataInputStream in) throws IOException {
        return new Rulings(all(in, i -> new Ruling(Ruling.Word.valueOf(i.readUTF()), perhaps(i, Wire::record))));
    }

    static void write(DataOutputStream out, Batch batch) throws IOException {
        all(out, batch.records(), Wire::write);
    }

    static Batch batch(DataInputStream in) throws IOException {
        return new Batch(all(in, Wire::record));
    }

    static void write(DataOutputStream out, Stands stands) throws IOException {
        all(out, stands.stands(), (o, stand) -> {
            write(o, stand.id());
            write(o, stand.version());
        });
    }

    static Stands stands(DataInputStream in) throws IOException {
        return new Stands(all(in, i -> new Stand(id(i), version(i))));
    }

    static void write(DataOutputStream out, Ids ids) throws IOException {
        all(out, ids.ids(), Wire::write);
    }

    static Ids ids(DataInputStream in) throws IOException {
        return new Ids(all(in, Wire::id));
    }

    private static void write(DataOutputStream out, RecordChange change) throws IOException {
        out.writeUTF(change.action().name());
        perhaps(out, change.base(), Wire::write);
        write(out, change.next());
    }

    private static RecordChange change(DataInputStream in) throws IOException {
        return new RecordChange(Action.valueOf(in.readUTF()), perhaps(in, Wire::version), record(in));
    }

    static void write(DataOutputStream out, StoredRecord record) throws IOException {
        write(out, record.id());
        write(out, record.version());
        out.writeUTF(record.ancestry().changes());
        out.writeLong(record.changedAt());
        out.writeInt(record.content().length);
        out.write(record.content());
    }

    static StoredRecord record(DataInputStream in) throws IOException {
        RecordId id = id(in);
        Version version = version(in);
        Ancestry ancestry = new Ancestry(in.readUTF());
        long changedAt = in.readLong();
        return new StoredRecord(id, version, ancestry, changedAt, in.readNBytes(in.readInt()));
    }

    private static void write(DataOutputStream out, RecordId id) throws IOException {
        out.writeUTF(id.kind().name());
        out.writeUTF(id.id());
    }

    private static RecordId id(DataInputStream in) throws IOException {
        return new RecordId(Kind.valueOf(in.readUTF()), in.readUTF());
    }

    private static void write(DataOutputStream out, Version version) throws IOException {
        out.writeLong(version.incarnation());
        out.writeBoolean(version.tombstone());
        out.writeLong(version.revision());
        out.writeBoolean(version.disabled());
        out.writeUTF(version.writer());
        out.writeUTF(version.changeId());
    }

    private static Version version(DataInputStream in) throws IOException {
        return new Version(
                in.readLong(), in.readBoolean(), in.readLong(), in.readBoolean(), in.readUTF(), in.readUTF());
    }

    private static <T> void all(DataOutputStream out, List<T> values, Flat.Write<T> how) throws IOException {
        out.writeInt(values.size());
        for (T value : values) how.to(out, value);
    }

    private static <T> List<T> all(DataInputStream in, Flat.Read<T> how) throws IOException {
        int count = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) values.add(how.from(in));
        return values;
    }

    private static <T> void perhaps(DataOutputStream out, @Nullable T value, Flat.Write<T> how) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) how.to(out, value);
    }

    private static <T> @Nullable T perhaps(DataInputStream in, Flat.Read<T> how) throws IOException {
        return in.readBoolean() ? how.from(in) : null;
    }
}
