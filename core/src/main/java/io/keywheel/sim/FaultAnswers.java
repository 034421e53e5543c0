package io.keywheel.sim;

import static java.util.Map.entry;

import io.keywheel.sim.Admission.Refused;
import io.keywheel.sim.SimAnswer.Ending;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** How each fault looks on the wire. */
final class FaultAnswers {
    private static final int LATE_MILLIS = 2_000;
    private static final int NEVER_MILLIS = 600_000;
    private static final int WAIT_MILLIS = 7_660;
    private static final Buffer FILLING = Buffer.buffer("data: " + "endless ".repeat(8_000) + "\n\n");
    private static final Allowance SAMPLE_LIMIT = Allowance.bucket(Allowance.Unit.TOKENS, 6_000, Allowance.Per.MINUTE);

    /** Plays a fault on a visit; {@code instead} is the answer that it would have had. */
    @FunctionalInterface
    private interface Play {
        SimAnswer on(Visit visit, FaultOrder order, Supplier<SimAnswer> instead);
    }

    private final Pace pace;
    private final Map<Fault, Play> plays = Map.ofEntries(
            entry(Fault.RATE_LIMITED_SILENTLY, error(429, "Too many requests.", "requests", "rate_limit_exceeded")),
            entry(
                    Fault.NO_QUOTA,
                    error(429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota")),
            entry(Fault.REJECTED, error(401, "Invalid API Key", "invalid_request_error", "invalid_api_key")),
            entry(
                    Fault.NO_CREDIT,
                    error(402, "Insufficient credit: add funds.", "insufficient_quota", "insufficient_quota")),
            entry(Fault.FORBIDDEN, plain(FaultAnswers::forbidden)),
            entry(Fault.FAILED, error(500, "Internal Server Error", "internal_server_error", "")),
            entry(Fault.UNAVAILABLE, error(503, "Service Unavailable", "internal_server_error", "service_unavailable")),
            entry(Fault.OVERLOADED, error(529, "Overloaded", "overloaded_error", "overloaded")),
            entry(Fault.SLOW, FaultAnswers::late),
            entry(Fault.TIMEOUT, FaultAnswers::never),
            entry(Fault.RESET, plain(visit -> Sheet.silence(visit, "reset"))),
            entry(Fault.CUT, plain(this::cut)),
            entry(Fault.MALFORMED, plain(this::malformed)),
            entry(Fault.HTML, plain(FaultAnswers::page)),
            entry(Fault.EMPTY, plain(visit -> Sheet.of(visit, 200).of("application/json", List.of()))),
            entry(Fault.ERROR_IN_200, plain(visit -> errorInside(visit, true))),
            entry(Fault.ERROR_FIRST, plain(visit -> errorInside(visit, false))),
            entry(Fault.HUGE_HEADER, plain(FaultAnswers::hugeHeader)),
            entry(Fault.ENDLESS, plain(FaultAnswers::endless)),
            entry(Fault.REDIRECT, plain(FaultAnswers::redirect)));
    private final Supplier<Candour> candour;

    FaultAnswers(Supplier<Candour> candour, Pace pace) {
        this.candour = candour;
        this.pace = pace;
    }

    SimAnswer play(Visit visit, FaultOrder order, Supplier<SimAnswer> instead) {
        if (order.fault() == Fault.RATE_LIMITED) return rateLimited(visit, order);
        Play play = plays.get(order.fault());
        if (play == null) throw new IllegalStateException("nobody plays " + order.fault());
        return play.on(visit, order, instead);
    }

    private static Play plain(Function<Visit, SimAnswer> answer) {
        return (visit, order, instead) -> answer.apply(visit);
    }

    private static Play error(int status, String message, String type, String code) {
        return plain(visit -> Sheet.of(visit, status).json(Bodies.error(message, type, code)));
    }

    /** The project may not use the model; the key lives. */
    static SimAnswer forbidden(Visit visit) {
        String message =
                "Your project does not have access to model `" + visit.ask().model() + "`.";
        return Sheet.of(visit, 403).json(Bodies.mistake(message, "model_not_found"));
    }

    private static SimAnswer late(Visit visit, FaultOrder order, Supplier<SimAnswer> instead) {
        SimAnswer answer = instead.get();
        return answer.with(answer.pace().later(order.millis() == 0 ? LATE_MILLIS : order.millis()));
    }

    private static SimAnswer never(Visit visit, FaultOrder order, Supplier<SimAnswer> instead) {
        int millis = order.millis() == 0 ? NEVER_MILLIS : order.millis();
        return Sheet.silence(visit, "timeout").with(Pace.AT_ONCE.later(millis));
    }

    /** Numbers and wait agree: (Used + Requested - Limit) / Limit × a minute. */
    private SimAnswer rateLimited(Visit visit, FaultOrder order) {
        long limit = SAMPLE_LIMIT.limit();
        long wait = order.millis() == 0 ? WAIT_MILLIS : order.millis();
        long requested = Math.max(1, Math.min(limit, wait * limit / 60_000));
        long micros = requested * SAMPLE_LIMIT.per().micros() / limit;
        return new Refusals(candour.get()).of(visit, new Refused(SAMPLE_LIMIT, limit, requested, micros, List.of()));
    }

    private SimAnswer cut(Visit visit) {
        Sheet sheet = Sheet.of(visit, 200);
        if (visit.ask().stream()) {
            SimAnswer begun = sheet.stream(
                            Answers.events(visit, Words.to(visit)).subList(0, 2))
                    .with(pace);
            return begun.with(Ending.CLOSED).with(Slip.of(visit, "cut"));
        }
        Buffer whole = completion(visit);
        SimAnswer half = sheet.of("application/json", List.of(whole.slice(0, whole.length() / 2)));
        return half.with(Map.of("content-length", Integer.toString(whole.length())))
                .with(Ending.CLOSED)
                .with(Slip.of(visit, "cut"));
    }

    private static Buffer completion(Visit visit) {
        return Bodies.completion(visit.id(), visit.ask(), Words.to(visit)).toBuffer();
    }

    private SimAnswer malformed(Visit visit) {
        Sheet sheet = Sheet.of(visit, 200);
        Buffer whole = completion(visit);
        SimAnswer answer = visit.ask().stream()
                ? sheet.stream(List.of("data: {\"id\": \"chatcmpl-broken\", \"choices\": [{\n\n"))
                        .with(pace)
                : sheet.of("application/json", List.of(whole.slice(0, whole.length() / 2)));
        return answer.with(Slip.of(visit, "malformed"));
    }

    private SimAnswer errorInside(Visit visit, boolean afterOpening) {
        JsonObject error = Bodies.error("The server had an error.", "internal_server_error", "");
        error.getJsonObject("error").put("status_code", 500);
        String event = "event: error\n" + Answers.event(error);
        List<String> events =
                afterOpening ? List.of(Answers.events(visit, Words.to(visit)).get(0), event) : List.of(event);
        SimAnswer answer = visit.ask().stream()
                ? Sheet.of(visit, 200).stream(events).with(pace)
                : Sheet.of(visit, 200).json(error);
        return answer.with(Slip.of(visit, "error-in-200"));
    }

    private static SimAnswer page(Visit visit) {
        String page = "<html><head><title>502 Bad Gateway</title></head>"
                + "<body><h1>502 Bad Gateway</h1>The origin did not answer.</body></html>";
        return Sheet.of(visit, 502).of("text/html", List.of(Buffer.buffer(page)));
    }

    private static SimAnswer hugeHeader(Visit visit) {
        return Answers.chat(visit)
                .with(Map.of("x-sim-padding", "x".repeat(256 << 10)))
                .with(Slip.of(visit, "huge-header"));
    }

    private static SimAnswer redirect(Visit visit) {
        return Sheet.of(visit, 307)
                .of("text/plain", List.of())
                .with(Map.of("location", SimRequest.BASE + "/elsewhere"));
    }

    private static SimAnswer endless(Visit visit) {
        String type = visit.ask().stream() ? "text/event-stream" : "application/json";
        return Sheet.of(visit, 200)
                .of(type, List.of(FILLING))
                .with(Ending.ENDLESS)
                .with(Slip.of(visit, "endless"));
    }
}
