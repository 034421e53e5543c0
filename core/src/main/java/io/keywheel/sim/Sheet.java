package io.keywheel.sim;

import io.keywheel.sim.SimAnswer.Ending;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer about to be written: to whom, and with which status. */
record Sheet(Visit visit, int status) {

    static Sheet of(Visit visit, int status) {
        return new Sheet(visit, status);
    }

    /** No answer at all: the connection is closed without a byte. */
    static SimAnswer silence(Visit visit, String outcome) {
        return new SimAnswer(0, Map.of(), List.of(), Ending.CLOSED, Pace.AT_ONCE, Slip.of(visit, outcome));
    }

    SimAnswer json(JsonObject body) {
        return of("application/json", List.of(body.toBuffer()));
    }

    SimAnswer stream(List<String> events) {
        return of("text/event-stream", events.stream().map(Buffer::buffer).toList())
                .with(Map.of("cache-control", "no-cache"));
    }

    SimAnswer of(String type, List<Buffer> pieces) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", type);
        headers.put("x-request-id", visit.id());
        return new SimAnswer(
                status, headers, pieces, Ending.WHOLE, Pace.AT_ONCE, Slip.of(visit, Integer.toString(status)));
    }
}
