package io.keywheel.gateway;

import io.keywheel.provider.ErrorScan;
import io.vertx.core.buffer.Buffer;

/** A body that is no stream: a refusal, or a small JSON answer, which may be an error in spite of its 200. */
final class HeldBody implements Held {
    private static final int SMALL_ANSWER = 64 * 1024;
    private static final int LARGEST_REFUSAL = 1024 * 1024;

    private final boolean refusal;
    private Buffer bytes = Buffer.buffer();

    private HeldBody(boolean refusal) {
        this.refusal = refusal;
    }

    /** Of another status than 2xx: read whole, then judged. */
    static HeldBody refusal() {
        return new HeldBody(true);
    }

    /** A 2xx with JSON: kept unless it holds an error; kept at once where it is large. */
    static HeldBody json() {
        return new HeldBody(false);
    }

    @Override
    public Decision add(Buffer piece) {
        bytes = bytes.length() == 0
                ? piece
                : Buffer.buffer(bytes.length() + piece.length())
                        .appendBuffer(bytes)
                        .appendBuffer(piece);
        if (refusal) return bytes.length() > LARGEST_REFUSAL ? Decision.JUDGE : Decision.WAIT;
        return bytes.length() > SMALL_ANSWER ? Decision.KEEP : Decision.WAIT;
    }

    @Override
    public Decision end() {
        if (refusal) return Decision.JUDGE;
        if (!startsLikeJson()) return Decision.BROKEN;
        return ErrorScan.mayHoldError(evidence()) ? Decision.JUDGE : Decision.KEEP;
    }

    private boolean startsLikeJson() {
        for (int i = 0; i < bytes.length(); i++) {
            byte b = bytes.getByte(i);
            if (b == ' ' || b == '\n' || b == '\r' || b == '\t') continue;
            return b == '{' || b == '[' || b == '"';
        }
        return false;
    }

    @Override
    public Buffer bytes() {
        return bytes;
    }

    @Override
    public byte[] evidence() {
        return bytes.getBytes();
    }
}
