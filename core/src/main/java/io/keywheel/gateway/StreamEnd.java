package io.keywheel.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Watches a stream go by for its proper last word: {@code [DONE]}, a finish reason, or an event that says it is complete. A stream
 * that ends without one was cut, however cleanly the connection closed. Marks within a model's text are escaped and do not match.
 */
final class StreamEnd {
    private static final byte[][] MARKS = {
        ascii("[DONE]"),
        ascii("\"finish_reason\":\""),
        ascii("\"finish_reason\": \""),
        ascii(".completed\""),
        ascii(".done\""),
        ascii(".incomplete\""),
        ascii(".failed\""),
        ascii("\"message_stop\""),
        ascii("event: error"),
        ascii("{\"error\"")
    };
    private static final int LONGEST = 18;

    private byte[] tail = new byte[0];
    private boolean seen;

    boolean isSeen() {
        return seen;
    }

    void watch(Buffer piece) {
        if (seen) return;
        byte[] bytes = joined(piece);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b != '[' && b != '"' && b != '.' && b != 'e' && b != '{') continue;
            for (byte[] mark : MARKS) {
                if (startsAt(bytes, mark, i)) {
                    seen = true;
                    return;
                }
            }
        }
        int kept = Math.min(LONGEST, bytes.length);
        tail = java.util.Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length);
    }

    private byte[] joined(Buffer piece) {
        byte[] bytes = new byte[tail.length + piece.length()];
        System.arraycopy(tail, 0, bytes, 0, tail.length);
        piece.getBytes(bytes, tail.length);
        return bytes;
    }

    private static boolean startsAt(byte[] bytes, byte[] mark, int at) {
        if (at + mark.length > bytes.length) return false;
        for (int i = 0; i < mark.length; i++) if (bytes[at + i] != mark[i]) return false;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
