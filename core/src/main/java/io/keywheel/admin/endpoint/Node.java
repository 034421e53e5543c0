package io.keywheel.admin.endpoint;

import static io.keywheel.admin.endpoint.OperationTable.operation;

import io.keywheel.admin.Ports;
import io.keywheel.admin.http.Action;
import io.keywheel.admin.http.Call;
import io.keywheel.admin.http.Operation;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.port.AlertSettings;
import io.keywheel.pool.Secret;
import io.keywheel.token.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The pools, the members, the configuration and the settings. */
final class Node {
    private final Ports ports;

    Node(Ports ports) {
        this.ports = ports;
    }

    /** A list that comes whole. */
    record Items<T>(List<T> items) {}

    List<Operation> operations() {
        return List.of(
                operation(
                        "getPool",
                        HttpMethod.GET,
                        "/pool",
                        Scope.READ,
                        Action.now(c -> Reply.ok(ports.pools().summary()))),
                operation("explainRoute", HttpMethod.POST, "/route/explain", Scope.READ, Action.now(this::explain)),
                operation("listMembers", HttpMethod.GET, "/members", Scope.READ, this::members),
                operation(
                        "getConfig",
                        HttpMethod.GET,
                        "/config",
                        Scope.READ,
                        Action.now(c -> Reply.ok(new Items<>(ports.config().settings())))),
                operation(
                        "getSettings",
                        HttpMethod.GET,
                        "/settings",
                        Scope.READ,
                        Action.now(c -> settings(ports.settings().current()))),
                operation("patchSettings", HttpMethod.PATCH, "/settings", Scope.ADMIN, this::patch),
                operation("reload", HttpMethod.POST, "/reload", Scope.OPERATE, this::reload),
                operation("reseal", HttpMethod.POST, "/master-key/reseal", Scope.ADMIN, Action.now(this::reseal)));
    }

    private Reply explain(Call call) {
        Optional<String> provider = KeyBodies.text(call.json(), "provider");
        return ports.pools()
                .explain(call.json().getString("model"), provider)
                .map(Reply::ok)
                .orElseGet(
                        () -> Reply.of(KeyAnswers.unknownProvider(ports.pools().providers())));
    }

    private Future<Reply> members(Call call) {
        return call.await(ports.members().list()).map(all -> Reply.ok(new Items<>(all)));
    }

    private Future<Reply> reload(Call call) {
        return call.await(ports.reloads().reload(call.flag("dryRun"), call.by()))
                .map(Reply::ok);
    }

    private Reply reseal(Call call) {
        return ManyKeys.begun(ports.operations()
                .begin(
                        "reseal",
                        ports.resealing().records(),
                        progress -> ports.resealing().reseal(progress, call.by())));
    }

    private static Reply settings(AlertSettings.View view) {
        return Reply.ok(view).etag(view.version());
    }

    private Future<Reply> patch(Call call) {
        Optional<Problem> problem = KeyEndpoints.needsVersion(call);
        if (problem.isPresent()) return Future.succeededFuture(Reply.of(problem.get()));
        return call.await(ports.settings().patch(patch(call.json()), call.condition(), call.by()))
                .map(Node::changed);
    }

    private static Reply changed(AlertSettings.Change change) {
        if (change instanceof AlertSettings.Change.Done done) return settings(done.settings());
        if (change instanceof AlertSettings.Change.Stale stale)
            return Reply.of(KeyAnswers.staleVersion()).etag(stale.version());
        return Reply.of(KeyAnswers.storeUnavailable(((AlertSettings.Change.StoreUnavailable) change).applied()));
    }

    private static AlertSettings.Patch patch(JsonObject body) {
        return new AlertSettings.Patch(
                Optional.ofNullable(body.getInteger("poolBelow")),
                Optional.ofNullable(body.getDouble("budgetBelow")),
                Optional.ofNullable(body.getJsonArray("webhooks")).map(Node::webhooks));
    }

    private static List<AlertSettings.Webhook> webhooks(JsonArray all) {
        return all.stream().map(one -> webhook(OperationTable.object(one))).toList();
    }

    private static AlertSettings.Webhook webhook(JsonObject one) {
        return new AlertSettings.Webhook(
                one.getString("url"),
                KeyBodies.text(one, "secret").map(Secret::new),
                one.getJsonArray("events", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList(),
                one.getBoolean("enabled", true));
    }
}
