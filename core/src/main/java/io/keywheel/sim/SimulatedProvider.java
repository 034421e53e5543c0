package io.keywheel.sim;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.keywheel.sim.Admission.Refused;
import io.keywheel.sim.Admission.TooLarge;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A provider that is not there: an HTTP server on loopback that answers, limits and fails as Groq does. */
public final class SimulatedProvider {
    private static final String FAULT_HEADER = "x-sim-fault";
    private static final String BEARER = "Bearer ";

    /**
     * What the provider is like.
     *
     * @param port 0 takes any free one
     * @param allowances what each organisation may use of each model
     * @param limitHeaders what answers tell of them
     */
    public record Options(
            int port, List<SimKey> keys, List<Allowance> allowances, LimitHeaders limitHeaders, Pace pace) {}

    private final HttpServer server;
    private final Answers answers;
    private final FaultAnswers faultAnswers;
    private final Script script;
    private final Ledger ledger;
    private final Map<String, SimKey> keysBySecret;
    private final Tally tally = new Tally();
    private final AtomicLong requests = new AtomicLong();
    private final Set<HttpConnection> reused = ConcurrentHashMap.newKeySet();
    private final long begin = System.nanoTime();

    private SimulatedProvider(Vertx vertx, Options options) {
        this.answers = new Answers(vertx, options.pace());
        this.faultAnswers = new FaultAnswers(answers);
        this.ledger = new Ledger(options.allowances());
        this.script = new Script(ledger, this::micros, options.limitHeaders());
        this.keysBySecret = options.keys().stream().collect(toUnmodifiableMap(SimKey::secret, Function.identity()));
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(64 << 10)
                .setIdleTimeout(660));
    }

    public static Future<SimulatedProvider> start(Vertx vertx, Options options) {
        SimulatedProvider provider = new SimulatedProvider(vertx, options);
        return provider.server
                .connectionHandler(c -> c.closeHandler(v -> provider.reused.remove(c)))
                .requestHandler(provider::handle)
                .listen()
                .map(provider);
    }

    public int port() {
        return server.actualPort();
    }

    /** What stands before {@code /chat/completions}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port() + "/openai/v1");
    }

    public Script script() {
        return script;
    }

    /** How many requests ended how, by key id (or {@code stranger}) and outcome. */
    public Map<String, Map<String, Long>> stats() {
        return tally.read();
    }

    public Future<Void> stop() {
        return server.close();
    }

    private void handle(HttpServerRequest request) {
        Exchange exchange =
                new Exchange(request, "req_sim_" + Long.toString(requests.incrementAndGet(), 36), tally::count);
        Intake.whole(request)
                .onSuccess(body -> serve(exchange, body))
                .onFailure(e -> exchange.end(413, Bodies.mistake("Request Entity Too Large", "request_too_large")));
    }

    private void serve(Exchange exchange, Buffer body) {
        boolean onReused = !reused.add(exchange.request().connection());
        keyOf(exchange.request()).ifPresent(exchange::isFor);
        if (exchange.isStranger() || script.isRevoked(exchange.key().id())) {
            exchange.end(401, Bodies.mistake("Invalid API Key", "invalid_api_key"));
            return;
        }
        Optional<Ask> ask = Ask.read(exchange.request(), body);
        if (ask.isEmpty()) {
            exchange.end(400, Bodies.mistake("We could not parse the JSON body of your request.", "json_invalid"));
            return;
        }
        exchange.asks(ask.get());
        failOrAnswer(exchange, onReused);
    }

    private Optional<SimKey> keyOf(HttpServerRequest request) {
        String sent = request.getHeader("authorization");
        if (sent == null || !sent.startsWith(BEARER)) return Optional.empty();
        return Optional.ofNullable(keysBySecret.get(sent.substring(BEARER.length())));
    }

    private void failOrAnswer(Exchange exchange, boolean onReused) {
        String header = exchange.request().getHeader(FAULT_HEADER);
        Optional<FaultOrder> order = header == null ? Optional.empty() : FaultOrder.read(header);
        if (header != null && order.isEmpty()) {
            exchange.end(400, Bodies.mistake("X-Sim-Fault is one of: " + Fault.names() + ".", "unknown_fault"));
            return;
        }
        String key = exchange.key().id();
        boolean stream = exchange.ask().stream();
        order.filter(o -> o.hits(key, stream, onReused) && script.faults().fails(header, o))
                .or(() -> script.faults().scriptedFor(key, stream, onReused))
                .ifPresentOrElse(o -> faultAnswers.play(exchange, o, () -> answer(exchange)), () -> answer(exchange));
    }

    private void answer(Exchange exchange) {
        Optional<Handler<Exchange>> ofModel = answers.ofModel(exchange);
        if (ofModel.isEmpty()) answers.other(exchange);
        else if (!Answers.MODELS.contains(exchange.ask().model()))
            answers.noModel(exchange, exchange.ask().model());
        else admit(exchange, ofModel.get());
    }

    private void admit(Exchange exchange, Handler<Exchange> answer) {
        String organisation = exchange.key().organisation();
        String model = exchange.ask().model();
        Admission admission = ledger.admit(organisation, model, exchange.ask().cost(), micros());
        script.limitHeaders().write(admission.gauges(), exchange.response().headers());
        if (admission instanceof Refused refused) FaultAnswers.refuse(exchange, refused);
        else if (admission instanceof TooLarge large) exchange.end(413, Bodies.tooLarge(organisation, model, large));
        else answer.handle(exchange);
    }

    private long micros() {
        return (System.nanoTime() - begin) / 1_000;
    }
}
