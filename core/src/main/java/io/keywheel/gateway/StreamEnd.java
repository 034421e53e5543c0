package io.keywheel.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Watches a stream go by for its proper last word: {@code [DONE]}, a finish reason, or an event that says it is complete. A stream
 * that ends without one was cut, however cleanly the connection closed. A model's own text does not match: its quotes and line ends
 * are escaped.
 */
final class StreamEnd {
    private static final byte[][] MARKS = {
        ascii("\ndata: [DONE]"),
        ascii("\ndata:[DONE]"),
        ascii("\"finish_reason\":\""),
        ascii("\"finish_reason\": \""),
        ascii("\"message_stop\""),
        ascii("\nevent: error"),
        ascii("{\"error\"")
    };
    /** The ends of names of events: of many, and more are made. */
    private static final byte[][] NAME_ENDS = {
        ascii(".completed\""), ascii(".done\""), ascii(".incomplete\""), ascii(".failed\"")
    };

    private static final byte[] TYPE = ascii("\"type\"");
    private static final int LONGEST = 96;

    private byte[] tail = {'\n'};
    private boolean seen;

    /** Whether the last word is in these bytes. */
    static boolean isIn(Buffer stream) {
        StreamEnd end = new StreamEnd();
        end.watch(stream);
        return end.isSeen();
    }

    boolean isSeen() {
        return seen;
    }

    /** Whether the last event is ended by a blank line. Not to be asked once the last word was seen. */
    boolean isBetweenEvents() {
        int end = tail.length;
        if (end < 2 || tail[end - 1] != '\n') return end < 2;
        return tail[end - 2] == '\n' || (end > 2 && tail[end - 2] == '\r' && tail[end - 3] == '\n');
    }

    void watch(Buffer piece) {
        if (seen) return;
        byte[] bytes = joined(piece);
        for (int i = 0; i < bytes.length && !seen; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '"' || b == '{') seen = startsAny(bytes, MARKS, i);
            else if (b == '.') seen = startsAny(bytes, NAME_ENDS, i) && isType(bytes, i);
        }
        tail = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LONGEST), bytes.length);
    }

    private byte[] joined(Buffer piece) {
        byte[] bytes = new byte[tail.length + piece.length()];
        System.arraycopy(tail, 0, bytes, 0, tail.length);
        piece.getBytes(bytes, tail.length);
        return bytes;
    }

    /** Whether the name that ends here is an event's type, and not the end of somebody's text. */
    private static boolean isType(byte[] bytes, int end) {
        int at = end - 1;
        while (at >= 0 && isOfName(bytes[at])) at--;
        if (at < 0 || bytes[at] != '"') return false;
        at--;
        while (at >= 0 && (bytes[at] == ':' || bytes[at] == ' ')) at--;
        return at + 1 >= TYPE.length && starts(bytes, TYPE, at + 1 - TYPE.length);
    }

    private static boolean isOfName(byte b) {
        return (b >= 'a' && b <= 'z') || b == '_' || b == '.';
    }

    private static boolean startsAny(byte[] bytes, byte[][] marks, int at) {
        for (byte[] mark : marks) if (starts(bytes, mark, at)) return true;
        return false;
    }

    private static boolean starts(byte[] bytes, byte[] mark, int at) {
        if (at + mark.length > bytes.length) return false;
        for (int i = 0; i < mark.length; i++) if (bytes[at + i] != mark[i]) return false;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
