package io.keywheel.cluster;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.keywheel.records.StoredRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * How records travel: as one array of bytes. Field by field, as Hazelcast writes what it is not told about, an import of 5,000 keys took
 * two seconds to decide.
 */
record Flat<T>(Class<T> getCompactClass, String getTypeName, Write<T> how, Read<T> back)
        implements CompactSerializer<T> {
    private static final String BYTES = "bytes";

    static final List<Flat<?>> ALL = List.of(
            new Flat<>(StoredRecord.class, "keywheel.record", Wire::write, Wire::record),
            new Flat<>(RecordProposals.class, "keywheel.proposals", Wire::write, Wire::proposals),
            new Flat<>(Rulings.class, "keywheel.rulings", Wire::write, Wire::rulings),
            new Flat<>(Batch.class, "keywheel.batch", Wire::write, Wire::batch),
            new Flat<>(Stands.class, "keywheel.stands", Wire::write, Wire::stands),
            new Flat<>(Ids.class, "keywheel.ids", Wire::write, Wire::ids));

    /** Writes it. */
    interface Write<T> {
        void to(DataOutputStream out, T value) throws IOException;
    }

    /** Reads it. */
    interface Read<T> {
        T from(DataInputStream in) throws IOException;
    }

    @Override
    public void write(CompactWriter out, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            how.to(new DataOutputStream(bytes), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.writeArrayOfInt8(BYTES, bytes.toByteArray());
    }

    @Override
    public T read(CompactReader in) {
        byte[] bytes = Objects.requireNonNull(in.readArrayOfInt8(BYTES));
        try {
            return back.from(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
