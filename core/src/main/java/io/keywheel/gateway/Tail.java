package io.keywheel.gateway;

import io.keywheel.pool.Usage;
import io.vertx.core.buffer.Buffer;

/** Keeps the end of a body that is too large to be held: what it was billed stands there. */
final class Tail implements Watch {
    private static final int KEPT = 2048;

    private final byte[] end = new byte[2 * KEPT];
    private int length;

    @Override
    public void watch(Buffer piece) {
        int taken = Math.min(piece.length(), KEPT);
        if (length + taken > end.length) {
            System.arraycopy(end, length - KEPT, end, 0, KEPT);
            length = KEPT;
        }
        piece.getBytes(piece.length() - taken, piece.length(), end, length);
        length += taken;
    }

    @Override
    public Usage billed(boolean whole) {
        return whole ? UsageScan.in(end, 0, length) : Usage.NONE;
    }
}
