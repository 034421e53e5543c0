package io.keywheel.gateway;

import io.keywheel.pool.Usage;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Watches a stream go by for its proper last word, and for what it was billed. The last word is {@code [DONE]}, a finish reason, or an
 * event that says it is complete: a stream that ends without one was cut, however cleanly the connection closed. A model's own text
 * does not match: its quotes and line ends are escaped. Each byte is looked at once.
 */
final class StreamEnd implements Watch {
    private static final byte[][] LINES = {ascii("\ndata: [DONE]"), ascii("\ndata:[DONE]"), ascii("\nevent: error")};
    private static final byte[][] FINISHES = {ascii("\"finish_reason\":\""), ascii("\"finish_reason\": \"")};
    private static final byte[] STOPS = ascii("\"message_stop\"");
    private static final byte[] ERROR = ascii("\"error\"");
    /** The ends of names of events: of many, and more are made. */
    private static final byte[][] NAME_ENDS = {
        ascii(".completed"), ascii(".done"), ascii(".incomplete"), ascii(".failed")
    };

    private static final byte[] TYPE = ascii("\"type\"");
    private static final int ROOM = 2048;
    private static final int LEAST_ROOM = 512;
    /** How far the name of an event may reach back from its end. */
    private static final int BEHIND = 96;
    /** No mark is longer. */
    private static final int AHEAD = 24;

    private static final int LONGEST_USAGE = 1024;

    private final byte[] window = new byte[ROOM];
    private final UsageScan usage = new UsageScan();
    private int length = 1;
    private int at;
    private boolean seen;

    StreamEnd() {
        window[0] = '\n';
    }

    /** One that has watched all of these bytes. */
    static StreamEnd of(Buffer stream) {
        StreamEnd end = new StreamEnd();
        end.watch(stream);
        return end;
    }

    /** Whether the last word was said. Asked once no more comes. */
    boolean isSeen() {
        look(length, true);
        return seen;
    }

    @Override
    public Usage billed(boolean whole) {
        return isSeen() ? usage.usage() : Usage.NONE;
    }

    /** Whether the last event is ended by a blank line. Not to be asked once the last word was seen. */
    boolean isBetweenEvents() {
        if (length < 2 || window[length - 1] != '\n') return length < 2;
        return window[length - 2] == '\n' || (length > 2 && window[length - 2] == '\r' && window[length - 3] == '\n');
    }

    @Override
    public void watch(Buffer piece) {
        int from = 0;
        while (from < piece.length()) {
            makeRoom();
            int taken = Math.min(ROOM - length, piece.length() - from);
            piece.getBytes(from, from + taken, window, length);
            length += taken;
            from += taken;
            look(length - AHEAD, false);
        }
    }

    private void makeRoom() {
        if (ROOM - length >= LEAST_ROOM) return;
        int kept = Math.max(0, at - BEHIND);
        System.arraycopy(window, kept, window, 0, length - kept);
        length -= kept;
        at -= kept;
    }

    /** @param last whether no more comes */
    private void look(int end, boolean last) {
        byte[] bytes = window;
        int i = at;
        while (i < end) {
            byte b = bytes[i];
            if (b == '"' && !lookAtQuote(i, last)) break;
            if (b == '\n' && !seen) seen = startsAny(LINES, i);
            i++;
        }
        at = i;
    }

    /** False where more must come before it can be read. */
    private boolean lookAtQuote(int quote, boolean last) {
        if (UsageScan.isField(window, quote, length)) {
            boolean read = usage.read(window, quote, length);
            return read || last || length - quote > LONGEST_USAGE;
        }
        if (!seen) seen = isLastWord(quote);
        return true;
    }

    /** Whether a mark begins, or the name of an event ends, with this quote. */
    private boolean isLastWord(int quote) {
        byte next = quote + 1 < length ? window[quote + 1] : 0;
        boolean begins = switch (next) {
            case 'f' -> startsAny(FINISHES, quote);
            case 'm' -> starts(STOPS, quote);
            case 'e' -> window[quote - 1] == '{' && starts(ERROR, quote);
            default -> false;
        };
        return begins || endsName(quote);
    }

    private boolean endsName(int quote) {
        byte before = window[quote - 1];
        if (before != 'd' && before != 'e') return false;
        for (byte[] end : NAME_ENDS) {
            int from = quote - end.length;
            if (from >= 0 && starts(end, from)) return isType(from);
        }
        return false;
    }

    /** Whether the name that ends here is an event's type, and not the end of somebody's text. */
    private boolean isType(int end) {
        int i = end - 1;
        while (i >= 0 && isOfName(window[i])) i--;
        if (i < 0 || window[i] != '"') return false;
        i--;
        while (i >= 0 && (window[i] == ':' || window[i] == ' ')) i--;
        return i + 1 >= TYPE.length && starts(TYPE, i + 1 - TYPE.length);
    }

    private static boolean isOfName(byte b) {
        return (b >= 'a' && b <= 'z') || b == '_' || b == '.';
    }

    private boolean startsAny(byte[][] marks, int from) {
        for (byte[] mark : marks) if (starts(mark, from)) return true;
        return false;
    }

    private boolean starts(byte[] mark, int from) {
        if (from + mark.length > length) return false;
        for (int i = 0; i < mark.length; i++) if (window[from + i] != mark[i]) return false;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
