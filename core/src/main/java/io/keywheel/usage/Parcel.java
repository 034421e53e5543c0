package io.keywheel.usage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What members tell each other, as bytes. */
final class Parcel {
    private Parcel() {}

    static byte[] write(Found found) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(found.isWhole());
            out.writeInt(found.steps().size());
            for (Map.Entry<Long, Slice> step : found.steps().entrySet()) {
                byte[] cells = SliceCodec.write(step.getValue());
                out.writeLong(step.getKey());
                out.writeInt(cells.length);
                out.write(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException where it is no such parcel */
    static Found read(byte[] bytes) {
        Found found = new Found();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (!in.readBoolean()) found.lacks();
            for (int left = in.readInt(); left > 0; left--) {
                long at = in.readLong();
                int length = in.readInt();
                if (length < 0 || length > in.available()) throw new IllegalArgumentException("a parcel that is cut");
                found.add(at, in.readNBytes(length));
            }
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException("no parcel of counts", e);
        }
    }
}
