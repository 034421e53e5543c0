package io.keywheel.gateway;

import io.keywheel.provider.Dialect;
import io.keywheel.provider.ErrorScan;
import io.keywheel.provider.StreamEvent;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The openings of an event stream: withheld until the first event that says something. */
final class HeldStream implements Held {
    private static final int MOST_HELD = 64 * 1024;

    private final Dialect dialect;
    private Buffer bytes = Buffer.buffer();
    private int read;
    private int searched;
    private byte[] error = new byte[0];
    private @Nullable Watch watch;

    HeldStream(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Decision add(Buffer piece) {
        bytes = bytes.length() == 0 ? piece.copy() : bytes.appendBuffer(piece);
        int end;
        while ((end = endOfEvent()) >= 0) {
            Decision decision = decide(bytes.getString(read, end));
            read = end;
            if (decision != Decision.WAIT) return decision;
        }
        return bytes.length() > MOST_HELD ? Decision.KEEP : Decision.WAIT;
    }

    /** Some servers leave the blank line behind their last event out, some call a plain answer a stream. */
    @Override
    public Decision end() {
        if (read == 0 && HeldBody.isJson(bytes)) return endOfJson();
        Decision decision = decide(bytes.getString(read, bytes.length()));
        if (decision != Decision.KEEP) return decision == Decision.WAIT ? Decision.BROKEN : decision;
        StreamEnd end = StreamEnd.of(bytes);
        watch = end;
        return end.isSeen() ? Decision.KEEP : Decision.BROKEN;
    }

    @Override
    public Watch watch() {
        return watch == null ? StreamEnd.of(bytes) : watch;
    }

    private Decision endOfJson() {
        watch = HeldBody.billedWhole(bytes);
        error = bytes.getBytes();
        return ErrorScan.mayHoldError(error) ? Decision.JUDGE : Decision.KEEP;
    }

    private Decision decide(String text) {
        SseEvent event = SseEvent.parse(text);
        if (!event.hasData() && event.name().isEmpty()) return Decision.WAIT;
        StreamEvent kind = dialect.read(event.name(), event.data());
        if (kind == StreamEvent.OPENING) return Decision.WAIT;
        if (kind != StreamEvent.ERROR) return Decision.KEEP;
        error = event.data().getBytes(StandardCharsets.UTF_8);
        return Decision.JUDGE;
    }

    /** The index behind the blank line that ends the next event, -1 where it is not there yet. No byte is looked at twice. */
    private int endOfEvent() {
        int from = Math.max(read, searched);
        searched = Math.max(from, bytes.length() - 2);
        for (int i = from; i + 1 < bytes.length(); i++) {
            if (bytes.getByte(i) != '\n') continue;
            if (bytes.getByte(i + 1) == '\n') return i + 2;
            if (i + 2 < bytes.length() && bytes.getByte(i + 1) == '\r' && bytes.getByte(i + 2) == '\n') return i + 3;
        }
        return -1;
    }

    @Override
    public Buffer bytes() {
        return bytes;
    }

    @Override
    public byte[] evidence() {
        return error;
    }
}
