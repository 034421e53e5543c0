package io.keywheel.sim;

import io.keywheel.provider.Reply;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the simulated provider answers to one request, whole, before any of it is sent.
 *
 * @param status 0 where the connection is closed without a byte, as after a reset or a timeout
 * @param headers by lower-case name
 * @param pieces the body as it is written; a stream's events one by one
 * @param pace how long after the request the first byte comes, and each further piece
 */
public record SimAnswer(
        int status, Map<String, String> headers, List<Buffer> pieces, Ending ending, Pace pace, Slip slip) {

    /** How an answer ends. */
    public enum Ending {
        WHOLE,
        /** The connection is closed after the last piece. */
        CLOSED,
        /** The last piece is sent again and again, up to 1 GiB. */
        ENDLESS
    }

    /** The answer as a dialect reads it. */
    public Reply reply() {
        return new Reply(status, headers::get, body());
    }

    public byte[] body() {
        Buffer body = Buffer.buffer();
        pieces.forEach(body::appendBuffer);
        return body.getBytes();
    }

    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** When the last byte comes, after the request. */
    public long tookMillis() {
        return pace.firstMillis() + (long) pace.wordMillis() * Math.max(0, pieces.size() - 1);
    }

    /** What {@code usage} says; 0 where the answer has none. */
    public long usedTokens() {
        return slip.usedTokens();
    }

    SimAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new SimAnswer(status, all, pieces, ending, pace, slip);
    }

    SimAnswer with(Slip other) {
        return new SimAnswer(status, headers, pieces, ending, pace, other);
    }

    SimAnswer with(Ending other) {
        return new SimAnswer(status, headers, pieces, other, pace, slip);
    }

    SimAnswer with(Pace other) {
        return new SimAnswer(status, headers, pieces, ending, other, slip);
    }

    SimAnswer with(List<Buffer> others) {
        return new SimAnswer(status, headers, others, ending, pace, slip);
    }
}
