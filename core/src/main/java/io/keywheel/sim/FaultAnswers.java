package io.keywheel.sim;

import static java.util.Map.entry;

import io.keywheel.sim.Admission.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** How each fault looks on the wire. */
final class FaultAnswers {
    private static final int LATE_MILLIS = 2_000;
    private static final int NEVER_MILLIS = 600_000;
    private static final int WAIT_MILLIS = 7_660;
    private static final long ENDLESS_BYTES = 1L << 30;
    private static final Buffer FILLING = Buffer.buffer(("data: " + "endless ".repeat(8_000) + "\n\n"));
    private static final Allowance SAMPLE_LIMIT = Allowance.bucket(Allowance.Unit.TOKENS, 6_000, Allowance.Per.MINUTE);

    /** Plays a fault on an exchange; {@code instead} is the answer that it would have had. */
    @FunctionalInterface
    private interface Play {
        void on(Exchange exchange, FaultOrder order, Runnable instead);
    }

    private final Answers answers;
    private final Map<Fault, Play> plays = Map.ofEntries(
            entry(Fault.RATE_LIMITED, (x, order, instead) -> rateLimited(x, order)),
            entry(Fault.RATE_LIMITED_SILENTLY, error(429, "Too many requests.", "requests", "rate_limit_exceeded")),
            entry(Fault.REJECTED, error(401, "Invalid API Key", "invalid_request_error", "invalid_api_key")),
            entry(
                    Fault.NO_CREDIT,
                    error(402, "Insufficient credit: add funds.", "insufficient_quota", "insufficient_quota")),
            entry(Fault.FAILED, error(500, "Internal Server Error", "internal_server_error", "")),
            entry(Fault.UNAVAILABLE, error(503, "Service Unavailable", "internal_server_error", "service_unavailable")),
            entry(Fault.OVERLOADED, error(529, "Overloaded", "overloaded_error", "overloaded")),
            entry(Fault.SLOW, this::late),
            entry(Fault.TIMEOUT, this::never),
            entry(Fault.RESET, (x, order, instead) -> x.closeConnection("reset")),
            entry(Fault.CUT, (x, order, instead) -> cut(x)),
            entry(Fault.MALFORMED, (x, order, instead) -> malformed(x)),
            entry(Fault.HTML, (x, order, instead) -> x.end(502, "text/html", html())),
            entry(Fault.EMPTY, (x, order, instead) -> x.end(200, "application/json", Buffer.buffer())),
            entry(Fault.ERROR_IN_200, (x, order, instead) -> errorInside(x)),
            entry(Fault.HUGE_HEADER, (x, order, instead) -> hugeHeader(x)),
            entry(Fault.ENDLESS, (x, order, instead) -> endless(x)),
            entry(Fault.REDIRECT, (x, order, instead) -> redirect(x)));

    FaultAnswers(Answers answers) {
        this.answers = answers;
    }

    void play(Exchange exchange, FaultOrder order, Runnable instead) {
        Play play = plays.get(order.fault());
        if (play == null) throw new IllegalStateException("nobody plays " + order.fault());
        play.on(exchange, order, instead);
    }

    private static Play error(int status, String message, String type, String code) {
        return (exchange, order, instead) -> exchange.end(status, Bodies.error(message, type, code));
    }

    private void late(Exchange exchange, FaultOrder order, Runnable instead) {
        answers.after(order.millis() == 0 ? LATE_MILLIS : order.millis(), instead);
    }

    private void never(Exchange exchange, FaultOrder order, Runnable instead) {
        int millis = order.millis() == 0 ? NEVER_MILLIS : order.millis();
        answers.after(millis, () -> exchange.closeConnection("timeout"));
    }

    /** Numbers and wait agree: (Used + Requested - Limit) / Limit × a minute. */
    private static void rateLimited(Exchange exchange, FaultOrder order) {
        long limit = SAMPLE_LIMIT.limit();
        long wait = order.millis() == 0 ? WAIT_MILLIS : order.millis();
        long requested = Math.max(1, Math.min(limit, wait * limit / 60_000));
        long micros = requested * SAMPLE_LIMIT.per().micros / limit;
        refuse(exchange, new Refused(SAMPLE_LIMIT, limit, requested, micros, List.of()));
    }

    static void refuse(Exchange exchange, Refused refused) {
        long seconds = Math.max(1, -Math.floorDiv(-refused.waitMicros(), 1_000_000L));
        exchange.response().putHeader("retry-after", Long.toString(seconds));
        exchange.end(
                429,
                Bodies.refused(exchange.key().organisation(), exchange.ask().model(), refused));
    }

    private void cut(Exchange exchange) {
        Words words = Words.from(exchange.key(), exchange.ask());
        if (exchange.ask().stream()) {
            answers.brokenStream(exchange, Answers.events(exchange, words).subList(0, 2), "cut");
            return;
        }
        Buffer whole = Bodies.completion(exchange.id(), exchange.ask(), words).toBuffer();
        exchange.head(200, "application/json").putHeader("content-length", Integer.toString(whole.length()));
        exchange.response().write(whole.slice(0, whole.length() / 2)).onComplete(v -> exchange.closeConnection("cut"));
    }

    private void malformed(Exchange exchange) {
        if (exchange.ask().stream()) {
            answers.stream(exchange, List.of("data: {\"id\": \"chatcmpl-broken\", \"choices\": [{\n\n"), "malformed");
            return;
        }
        Words words = Words.from(exchange.key(), exchange.ask());
        Buffer whole = Bodies.completion(exchange.id(), exchange.ask(), words).toBuffer();
        exchange.count("malformed");
        exchange.end(200, "application/json", whole.slice(0, whole.length() / 2));
    }

    private void errorInside(Exchange exchange) {
        JsonObject error = Bodies.error("The server had an error.", "internal_server_error", "");
        error.getJsonObject("error").put("status_code", 500);
        if (exchange.ask().stream()) {
            String opening = Answers.events(exchange, Words.from(exchange.key(), exchange.ask()))
                    .get(0);
            answers.stream(exchange, List.of(opening, "event: error\n" + Answers.event(error)), "error-in-200");
            return;
        }
        exchange.count("error-in-200");
        exchange.end(200, error);
    }

    private static Buffer html() {
        return Buffer.buffer("<html><head><title>502 Bad Gateway</title></head>"
                + "<body><h1>502 Bad Gateway</h1>The origin did not answer.</body></html>");
    }

    private static void hugeHeader(Exchange exchange) {
        exchange.response().putHeader("x-sim-padding", "x".repeat(256 << 10));
        exchange.count("huge-header");
        exchange.end(200, Bodies.completion(exchange.id(), exchange.ask(), Words.from(exchange.key(), exchange.ask())));
    }

    private static void redirect(Exchange exchange) {
        String place = "http://127.0.0.1:" + exchange.request().localAddress().port() + "/openai/v1/elsewhere";
        exchange.response().putHeader("location", place);
        exchange.end(307, "text/plain", Buffer.buffer());
    }

    private static void endless(Exchange exchange) {
        exchange.count("endless");
        String type = exchange.ask().stream() ? "text/event-stream" : "application/json";
        fill(exchange.head(200, type).setChunked(true));
    }

    private static void fill(HttpServerResponse response) {
        while (!response.closed() && !response.writeQueueFull()) {
            if (response.bytesWritten() > ENDLESS_BYTES) {
                response.end();
                return;
            }
            response.write(FILLING);
        }
        if (!response.closed()) response.drainHandler(v -> fill(response));
    }
}
