package io.keywheel.admin.http;

import io.keywheel.admin.http.Contract.Rules;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers everything below {@code /admin/v1}: finds the operation, lets the gate and the contract judge the request, and has it done. */
public final class Api {
    public static final String ROOT = "/admin/v1";
    public static final String REQUEST_ID = "X-Keywheel-Request";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LARGEST_TEXT = 8 << 20;

    private final Vertx vertx;
    private final Paths paths;
    private final List<Operation> operations;
    private final Supplier<Future<Contract>> contract;
    private final Gate gate;
    private final Function<Throwable, Optional<Problem>> expected;
    private final RequestIds ids = new RequestIds();

    /**
     * The API of these operations.
     *
     * @param expected the problem that an exception stands for; empty for a bug
     */
    public Api(
            Vertx vertx,
            Collection<Operation> operations,
            Supplier<Future<Contract>> contract,
            Gate gate,
            Function<Throwable, Optional<Problem>> expected) {
        this.vertx = vertx;
        this.operations = List.copyOf(operations);
        this.paths = new Paths(operations);
        this.contract = contract;
        this.gate = gate;
        this.expected = expected;
    }

    public List<Operation> operations() {
        return operations;
    }

    public void handle(HttpServerRequest request) {
        request.pause();
        String id = ids.next();
        request.response().exceptionHandler(gone -> {});
        request.response().putHeader(REQUEST_ID, id).putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store");
        Future.succeededFuture()
                .compose(v -> reply(request, id))
                .recover(t -> Future.succeededFuture(Reply.of(problem(t, id))))
                .onSuccess(reply -> write(request, reply));
    }

    /** Answers a request that is not looked at. */
    public void refuse(HttpServerRequest request, Problem problem) {
        request.response().putHeader(REQUEST_ID, ids.next());
        write(request, Reply.of(problem));
    }

    private Future<Reply> reply(HttpServerRequest request, String id) {
        String path = String.valueOf(request.path());
        String below = path.length() > ROOT.length() ? path.substring(ROOT.length()) : "/";
        Optional<Paths.Found> found = paths.find(below);
        Operation operation = found.flatMap(f -> f.operation(request.method())).orElse(NOWHERE);
        if (found.isPresent() && request.method().equals(HttpMethod.OPTIONS))
            return Future.succeededFuture(
                    Reply.empty().with("Allow", found.get().allowed()));
        return gate.admit(request, operation, id).compose(admission -> {
            if (admission.problem().isPresent())
                return Future.succeededFuture(refusal(admission.problem().get()));
            if (found.isEmpty()) return Future.succeededFuture(Reply.of(NO_SUCH_PATH));
            if (operation.equals(NOWHERE)) return Future.succeededFuture(notAllowed(found.get()));
            Call.Caller caller = Objects.requireNonNull(admission.caller());
            return contract.get()
                    .compose(c -> judge(
                            request, operation, rules(c, operation), found.get().names(), caller));
        });
    }

    private static final Operation NOWHERE =
            new Operation("", HttpMethod.GET, "", io.keywheel.token.Scope.READ, Action.now(c -> Reply.empty()));
    private static final Problem NO_SUCH_PATH =
            Problem.of(404, "not_found", "There is no such path.", "See /docs for those there are.");

    private static Reply notAllowed(Paths.Found found) {
        String hint = "Use one of " + found.allowed() + ".";
        return Reply.of(Problem.of(405, "method_not_allowed", "This path does not take that method.", hint))
                .with("Allow", found.allowed());
    }

    private static Reply refusal(Problem problem) {
        Reply reply = Reply.of(problem);
        if (problem.status() == 401) return reply.with("WWW-Authenticate", "Bearer realm=\"keywheel\"");
        return problem.status() == 429 ? reply.with("Retry-After", "1") : reply;
    }

    private static Rules rules(Contract contract, Operation operation) {
        Rules rules = contract.rules().get(operation.id());
        if (rules == null) throw new IllegalStateException("the contract lacks " + operation.id());
        return rules;
    }

    private Future<Reply> judge(
            HttpServerRequest request, Operation operation, Rules rules, Map<String, String> names, Call.Caller who) {
        Admitted admitted = Admitted.of(rules, request, names);
        if (admitted.problem().isPresent())
            return Future.succeededFuture(Reply.of(admitted.problem().get()));
        Optional<Problem> unfit = unfitHead(request, rules);
        if (unfit.isPresent()) return Future.succeededFuture(Reply.of(unfit.get()));
        boolean text = rules.body().map(BodyRule::isText).orElse(false);
        int most = text ? LARGEST_TEXT : LARGEST_BODY;
        return Intake.read(vertx, request, most).compose(body -> {
            if (body.isEmpty()) return Future.succeededFuture(tooLarge(most));
            JsonBody json = text ? new JsonBody(Map.of(), Optional.empty()) : json(rules, body.get());
            Optional<Problem> problem =
                    json.problem().or(() -> rules.body().flatMap(rule -> rule.problem(json.value())));
            if (problem.isPresent()) return Future.succeededFuture(Reply.of(problem.get()));
            Call call = new Call(
                    request,
                    vertx.getOrCreateContext(),
                    who,
                    names,
                    admitted.parameters(),
                    body.get(),
                    object(json.value()));
            return operation.action().act(call);
        });
    }

    @SuppressWarnings("unchecked") // What was read as an object is a map of names.
    private static JsonObject object(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? new JsonObject((Map<String, Object>) map) : new JsonObject();
    }

    /** An operation without a body takes none, or an empty object. */
    private static JsonBody json(Rules rules, Buffer body) {
        if (rules.body().isPresent()) return JsonBody.of(body);
        if (body.length() == 0 || body.toString().strip().equals("{}")) return new JsonBody(Map.of(), Optional.empty());
        return new JsonBody(
                null, Optional.of(Problem.bad("unexpected_body", "This operation takes no body.", "Send none.")));
    }

    private static Optional<Problem> unfitHead(HttpServerRequest request, Rules rules) {
        String encoding = request.getHeader(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity"))
            return Optional.of(
                    Problem.of(415, "unsupported_encoding", "Compressed bodies are not read.", "Send it as it is.")
                            .in("Content-Encoding"));
        String type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
        return rules.body()
                .filter(rule -> !rule.takes(type))
                .map(rule -> Problem.of(
                                415,
                                "unsupported_type",
                                "The body's Content-Type is not taken.",
                                "Send " + rule.types() + " in UTF-8.")
                        .in("Content-Type"));
    }

    private static Reply tooLarge(int most) {
        String detail = "The body is larger than " + (most >> 20) + " MiB.";
        return Reply.of(Problem.of(413, "body_too_large", detail, "Send it in parts."))
                .with("Connection", "close");
    }

    private Problem problem(Throwable thrown, String id) {
        return expected.apply(thrown).orElseGet(() -> {
            LOG.error("Request {} met a bug", id, thrown);
            return Problem.of(500, "internal_error", "Something is broken here.", "Look for " + id + " in the log.");
        });
    }

    private static void write(HttpServerRequest request, Reply reply) {
        HttpServerResponse out = request.response();
        if (reply.status() == Reply.TAKEN.status()) return;
        // A body that nobody wanted to read would keep the connection from its next request.
        request.resume();
        if (out.ended() || out.closed()) return;
        out.setStatusCode(reply.status());
        reply.body().ifPresent(b -> out.putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json"));
        reply.headers().forEach(out::putHeader);
        if (reply.body().isEmpty()) out.end();
        else {
            Object body = reply.body().get();
            out.end(body instanceof Problem.Written ? Json.sparse(body) : Json.bytes(body));
        }
    }
}
