package io.keywheel.gateway;

import io.keywheel.provider.ErrorScan;
import io.vertx.core.buffer.Buffer;

/** A body that is no stream: a refusal, or a small JSON answer, which may be an error in spite of its 200. */
final class HeldBody implements Held {
    private static final int SMALL_ANSWER = 64 * 1024;
    private static final int LARGEST_REFUSAL = 1024 * 1024;

    private final boolean refusal;
    private final boolean encoded;
    private Buffer bytes = Buffer.buffer();
    private boolean owned;
    private boolean whole;

    private HeldBody(boolean refusal, boolean encoded) {
        this.refusal = refusal;
        this.encoded = encoded;
    }

    /** Of another status than 2xx: read whole, then judged. */
    static HeldBody refusal() {
        return new HeldBody(true, false);
    }

    /**
     * A 2xx with JSON: kept unless it holds an error; kept at once where it is large.
     *
     * @param encoded compressed, though nobody asked for it
     */
    static HeldBody json(boolean encoded) {
        return new HeldBody(false, encoded);
    }

    boolean isRefusal() {
        return refusal;
    }

    @Override
    public Decision add(Buffer piece) {
        bytes = bytes.length() == 0 ? piece : own().appendBuffer(piece);
        if (refusal) return bytes.length() > LARGEST_REFUSAL ? Decision.JUDGE : Decision.WAIT;
        return bytes.length() > SMALL_ANSWER || isStream() ? Decision.KEEP : Decision.WAIT;
    }

    /** The first piece belongs to the connection; what grows is a copy of our own. */
    private Buffer own() {
        if (owned) return bytes;
        owned = true;
        return Buffer.buffer(bytes.length() * 2).appendBuffer(bytes);
    }

    /** Some servers call a stream JSON. */
    private boolean isStream() {
        return bytes.length() >= 5
                && bytes.getByte(0) == 'd'
                && bytes.getString(0, 5).equals("data:");
    }

    @Override
    public Decision end() {
        whole = true;
        if (refusal) return Decision.JUDGE;
        if (encoded ? bytes.length() == 0 : !isJson(bytes)) return Decision.BROKEN;
        Bytes read = Bytes.of(bytes);
        return ErrorScan.mayHoldError(read.array(), read.from(), read.end()) ? Decision.JUDGE : Decision.KEEP;
    }

    @Override
    public Watch watch() {
        if (refusal || encoded) return Watch.NOTHING;
        if (whole) return billedWhole(bytes);
        Watch tail = new Tail();
        tail.watch(bytes);
        return tail;
    }

    /** Of a body that is there whole. */
    static Watch billedWhole(Buffer body) {
        Bytes bytes = Bytes.of(body);
        return Watch.of(UsageScan.in(bytes.array(), bytes.from(), bytes.end()));
    }

    /** Whether it begins and ends as JSON does. */
    static boolean isJson(Buffer bytes) {
        int from = 0;
        int to = bytes.length() - 1;
        while (from < to && isBlank(bytes.getByte(from))) from++;
        while (to > from && isBlank(bytes.getByte(to))) to--;
        if (from >= to) return false;
        byte last = bytes.getByte(to);
        return switch (bytes.getByte(from)) {
            case '{' -> last == '}';
            case '[' -> last == ']';
            case '"' -> last == '"';
            default -> false;
        };
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
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
