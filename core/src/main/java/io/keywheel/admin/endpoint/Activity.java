package io.keywheel.admin.endpoint;

import static io.keywheel.admin.endpoint.OperationTable.operation;

import io.keywheel.admin.Ports;
import io.keywheel.admin.http.Action;
import io.keywheel.admin.http.Call;
import io.keywheel.admin.http.Operation;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.port.Requests.RequestFilter;
import io.keywheel.admin.port.UsageQuery;
import io.keywheel.token.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened: usage, requests, events, lanes, audit. */
final class Activity {
    private final Ports ports;
    private final EventStream stream;

    Activity(Ports ports, EventStream stream) {
        this.ports = ports;
        this.stream = stream;
    }

    List<Operation> operations() {
        return List.of(
                operation("getUsage", HttpMethod.GET, "/usage", Scope.READ, this::usage),
                operation("getLanes", HttpMethod.GET, "/lanes", Scope.READ, Action.now(this::lanes)),
                operation("listRequests", HttpMethod.GET, "/requests", Scope.READ, Action.now(this::requests)),
                operation("getRequest", HttpMethod.GET, "/requests/{id}", Scope.READ, Action.now(this::request)),
                operation("listEvents", HttpMethod.GET, "/events", Scope.READ, Action.now(this::events)),
                operation("listAudit", HttpMethod.GET, "/audit", Scope.ADMIN, this::audit));
    }

    private static Optional<Problem> backwards(Call call) {
        Optional<Instant> from = call.instant("from");
        Optional<Instant> to = call.instant("to");
        boolean backwards = from.isPresent() && to.isPresent() && !from.get().isBefore(to.get());
        return backwards
                ? Optional.of(Problem.bad("invalid_parameter", "from is not before to.", "Swap them.")
                        .in("from"))
                : Optional.empty();
    }

    private Future<Reply> usage(Call call) {
        Optional<Problem> backwards = backwards(call);
        if (backwards.isPresent()) return Future.succeededFuture(Reply.of(backwards.get()));
        String by = call.text("by").orElse("key");
        UsageQuery.Question question =
                new UsageQuery.Question(by, call.instant("from"), call.instant("to"), call.text("step"));
        return call.await(ports.usage().ask(question)).map(Reply::ok);
    }

    private Reply lanes(Call call) {
        return backwards(call)
                .map(Reply::of)
                .orElseGet(() -> Reply.ok(ports.lanes().between(call.instant("from"), call.instant("to"))));
    }

    private Reply requests(Call call) {
        RequestFilter filter = new RequestFilter(call.text("key"), call.text("provider"), call.maybe("failed"));
        return Call.page(ports.requests().list(filter, call.place()));
    }

    private Reply request(Call call) {
        return ports.requests()
                .find(call.id())
                .map(Reply::ok)
                .orElseGet(() -> Reply.of(Problem.of(
                        404, "not_found", "That request is not among the last ones.", "GET /requests lists them.")));
    }

    private Reply events(Call call) {
        String accept = call.request().getHeader("Accept");
        if (accept != null && accept.contains("text/event-stream")) return stream.open(call);
        return Call.page(ports.events().list(call.text("type"), call.place()));
    }

    private Future<Reply> audit(Call call) {
        return call.await(ports.audit().list(call.text("actor"), call.text("target"), call.place()))
                .map(Call::page);
    }
}
