package io.keywheel.sim;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.keywheel.sim.Admission.Admitted;
import io.keywheel.sim.Admission.Gauge;
import io.keywheel.sim.Admission.Refused;
import io.keywheel.sim.Admission.TooLarge;
import io.keywheel.sim.Candour.Telling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The simulated provider without a wire and without a clock: requests and the time go in, whole answers come out. The HTTP face asks
 * it for everything that it sends. Times are since the provider began and never go back. Any thread may call.
 */
public final class VirtualProvider {
    private final Map<String, SimKey> keysBySecret;
    private final Ledger ledger;
    private final Condition condition;
    private final Answers answers;
    private final FaultAnswers faultAnswers;
    private final Tally tally = new Tally();
    private final AtomicLong requests = new AtomicLong();

    public VirtualProvider(Nature nature) {
        this.keysBySecret = nature.keys().stream().collect(toUnmodifiableMap(SimKey::secret, Function.identity()));
        this.ledger = new Ledger(nature.quotas());
        this.condition = new Condition(nature.candour());
        this.answers = new Answers(nature.pace());
        this.faultAnswers = new FaultAnswers(condition::candour, nature.pace());
    }

    /** A chat's answer, with its head as it stands when the request is let in or refused. */
    public SimAnswer answer(String secret, String model, long promptBytes, long maxTokens, long nowMillis) {
        return answer(SimRequest.chat(secret, model, promptBytes, maxTokens), nowMillis);
    }

    public SimAnswer answer(SimRequest request, long nowMillis) {
        SimAnswer answer = at(request, nowMillis * 1_000);
        tally.count(answer.slip().visit().key().id(), answer.slip().outcome());
        return answer;
    }

    /** The answer as it leaves: where the provider fills its limit headers so late, with what is left by now. */
    public SimAnswer leaving(SimAnswer answer, long nowMillis) {
        return leavingAt(answer, nowMillis * 1_000);
    }

    /** The answer has ended: where the provider settles, what it did not use is given back. Once per answer. */
    public void ended(SimAnswer answer, long nowMillis) {
        endedAt(answer, nowMillis * 1_000);
    }

    /** How long until the limits of its key let such a request in, 0 for now; empty where no wait helps. Charges nothing. */
    public OptionalLong waitMillis(SimRequest request, long nowMillis) {
        Ask ask = request.ask().orElse(Ask.NOTHING);
        SimKey key = keysBySecret.get(request.secret());
        if (key == null) return OptionalLong.empty();
        boolean barred = condition.isRevoked(key.id()) || condition.isForbidden(key.id(), ask.model());
        return barred ? OptionalLong.empty() : wait(ledger.peek(key, ask.model(), ask.cost(), nowMillis * 1_000));
    }

    /** What can be done to the provider while it runs; the clock says when it is done. */
    public Script script(LongSupplier nowMillis) {
        return scriptAt(() -> nowMillis.getAsLong() * 1_000);
    }

    /** How many requests ended how, by key id (or {@code stranger}) and outcome. */
    public Map<String, Map<String, Long>> stats() {
        return tally.read();
    }

    Script scriptAt(LongSupplier micros) {
        return new Script(ledger, condition, micros);
    }

    Tally tally() {
        return tally;
    }

    SimAnswer at(SimRequest request, long micros) {
        String id = "req_sim_" + Long.toString(requests.incrementAndGet(), 36);
        SimKey key = keysBySecret.get(request.secret());
        Visit visit = key == null ? Visit.ofStranger(id, request) : new Visit(id, key, request);
        if (visit.isOfStranger() || condition.isRevoked(visit.key().id()))
            return Sheet.of(visit, 401).json(Bodies.mistake("Invalid API Key", "invalid_api_key"));
        SimAnswer answer = request.ask().isPresent()
                ? failOrServe(visit, () -> serve(visit, micros))
                : mistake(visit, "We could not parse the JSON body of your request.", "json_invalid");
        return answer.status() == 0 ? answer : answer.with(new Refusals(condition.candour()).ids(visit.key()));
    }

    SimAnswer leavingAt(SimAnswer answer, long micros) {
        Visit visit = answer.slip().visit();
        boolean late = condition.candour().tells(Telling.HEADERS_AS_IT_LEAVES);
        if (!late || answer.slip().charge().isEmpty()) return answer;
        return answer.with(headers(ledger.gauges(visit.key(), visit.ask().model(), micros)));
    }

    void endedAt(SimAnswer answer, long micros) {
        Slip slip = answer.slip();
        slip.charge().ifPresent(charge -> ledger.settle(charge, slip.usedTokens(), micros));
    }

    private SimAnswer failOrServe(Visit visit, Supplier<SimAnswer> serve) {
        Optional<String> asked = visit.request().fault();
        Optional<FaultOrder> order = asked.flatMap(FaultOrder::read);
        if (asked.isPresent() && order.isEmpty())
            return mistake(visit, "X-Sim-Fault is one of: " + Fault.names() + ".", "unknown_fault");
        return order.filter(o -> o.hits(visit) && condition.faults().fails(asked.orElse(""), o))
                .or(() -> condition.faults().scriptedFor(visit))
                .map(o -> faultAnswers.play(visit, o, serve))
                .orElseGet(serve);
    }

    private SimAnswer serve(Visit visit, long micros) {
        String model = visit.ask().model();
        Optional<Function<Visit, SimAnswer>> ofModel = answers.ofModel(visit);
        if (ofModel.isEmpty()) return Answers.other(visit);
        if (!Answers.MODELS.contains(model)) return Answers.noModel(visit, model);
        if (condition.isForbidden(visit.key().id(), model)) return FaultAnswers.forbidden(visit);
        return admit(visit, micros, ofModel.get());
    }

    private SimAnswer admit(Visit visit, long micros, Function<Visit, SimAnswer> served) {
        Cost cost = visit.ask().cost();
        String model = visit.ask().model();
        Admission admission = ledger.admit(visit.key(), model, cost, micros);
        Map<String, String> headers = headers(admission.gauges());
        if (admission instanceof Admitted) {
            SimAnswer answer = served.apply(visit).with(headers);
            return answer.with(answer.slip().charged(ledger.charge(visit.key(), model, cost, micros)));
        }
        Candour candour = condition.candour();
        SimAnswer refused = admission instanceof Refused r
                ? new Refusals(candour).of(visit, r)
                : new Refusals(candour).of(visit, (TooLarge) admission);
        return candour.tells(Telling.HEADERS_OF_REFUSALS) ? refused.with(headers) : refused;
    }

    private static OptionalLong wait(Admission admission) {
        if (admission instanceof TooLarge) return OptionalLong.empty();
        return OptionalLong.of(
                admission instanceof Refused refused ? -Math.floorDiv(-refused.waitMicros(), 1_000L) : 0);
    }

    private Map<String, String> headers(List<Gauge> gauges) {
        Map<String, String> headers = new LinkedHashMap<>();
        condition.candour().headers().write(gauges, headers);
        return headers;
    }

    private static SimAnswer mistake(Visit visit, String message, String code) {
        return Sheet.of(visit, 400).json(Bodies.mistake(message, code));
    }
}
