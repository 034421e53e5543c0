package io.keywheel.admin.endpoint;

import static io.keywheel.admin.endpoint.OperationTable.operation;

import io.keywheel.admin.http.Action;
import io.keywheel.admin.http.Call;
import io.keywheel.admin.http.Operation;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.port.KeyChange;
import io.keywheel.admin.port.KeyFilter;
import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.Place;
import io.keywheel.admin.port.Removal;
import io.keywheel.pool.Secret;
import io.keywheel.token.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /keys}, one key at a time. */
final class KeyEndpoints {
    private final Keys keys;

    KeyEndpoints(Keys keys) {
        this.keys = keys;
    }

    /** A key without what changes from moment to moment. */
    record Exported(
            String id,
            String provider,
            String label,
            String masked,
            String fingerprint,
            String quotaGroup,
            String source,
            boolean enabled,
            int weight) {
        static Exported of(KeyView k) {
            return new Exported(
                    k.id(),
                    k.provider(),
                    k.label(),
                    k.masked(),
                    k.fingerprint(),
                    k.quotaGroup(),
                    k.source(),
                    k.enabled(),
                    k.weight());
        }
    }

    record Export(List<Exported> items) {}

    List<Operation> operations() {
        return List.of(
                operation("listKeys", HttpMethod.GET, "/keys", Scope.READ, Action.now(this::list)),
                operation("createKey", HttpMethod.POST, "/keys", Scope.ADMIN, this::create),
                operation("exportKeys", HttpMethod.GET, "/keys/export", Scope.READ, Action.now(c -> export())),
                operation("getKey", HttpMethod.GET, "/keys/{id}", Scope.READ, Action.now(this::get)),
                operation("putKey", HttpMethod.PUT, "/keys/{id}", Scope.ADMIN, this::put),
                operation("patchKey", HttpMethod.PATCH, "/keys/{id}", Scope.ADMIN, this::patch),
                operation("deleteKey", HttpMethod.DELETE, "/keys/{id}", Scope.ADMIN, this::remove),
                operation("testKey", HttpMethod.POST, "/keys/{id}/test", Scope.OPERATE, this::test),
                operation(
                        "enableKey",
                        HttpMethod.POST,
                        "/keys/{id}/enable",
                        Scope.OPERATE,
                        c -> answer(c, keys.enable(c.id(), c.by()))),
                operation(
                        "disableKey",
                        HttpMethod.POST,
                        "/keys/{id}/disable",
                        Scope.OPERATE,
                        c -> answer(c, keys.disable(c.id(), c.flag("force"), c.by()))),
                operation(
                        "recoverKey",
                        HttpMethod.POST,
                        "/keys/{id}/recover",
                        Scope.OPERATE,
                        c -> answer(c, keys.recover(c.id(), c.by()))),
                operation(
                        "restoreKey",
                        HttpMethod.POST,
                        "/keys/{id}/restore",
                        Scope.ADMIN,
                        c -> answer(c, keys.restore(c.id(), c.by()))));
    }

    private static Future<Reply> answer(Call call, CompletionStage<KeyChange> change) {
        return call.await(change).map(KeyAnswers::of);
    }

    private Reply list(Call call) {
        Optional<KeyState> state = call.text("state").map(s -> KeyState.valueOf(s.toUpperCase(Locale.ROOT)));
        return Call.page(keys.list(new KeyFilter(state, call.text("provider")), call.place()));
    }

    private Reply get(Call call) {
        return keys.find(call.id())
                .map(key -> Reply.ok(key).etag(key.version()))
                .orElseGet(() -> Reply.of(KeyAnswers.missing(call.id())));
    }

    private Reply export() {
        Place all = new Place(Optional.empty(), Integer.MAX_VALUE);
        KeyFilter any = new KeyFilter(Optional.empty(), Optional.empty());
        return Reply.ok(new Export(
                keys.list(any, all).items().stream().map(Exported::of).toList()));
    }

    private Future<Reply> create(Call call) {
        JsonObject body = call.json();
        Optional<Problem> leak = KeyBodies.leak(body);
        if (leak.isPresent()) return Future.succeededFuture(Reply.of(leak.get()));
        return answer(call, keys.create(KeyBodies.key(body, KeyBodies.text(body, "id")), call.by()));
    }

    private Future<Reply> put(Call call) {
        Optional<Problem> leak = KeyBodies.leak(call.json().copy().put("id", call.id()));
        if (leak.isPresent()) return Future.succeededFuture(Reply.of(leak.get()));
        return answer(
                call,
                keys.put(call.id(), KeyBodies.key(call.json(), Optional.of(call.id())), call.condition(), call.by()));
    }

    private Future<Reply> patch(Call call) {
        Optional<Problem> problem = needsVersion(call).or(() -> KeyBodies.leak(call.json()));
        if (problem.isPresent()) return Future.succeededFuture(Reply.of(problem.get()));
        return answer(call, keys.patch(call.id(), KeyBodies.patch(call.json()), call.condition(), call.by()));
    }

    static Optional<Problem> needsVersion(Call call) {
        if (call.text("If-Match").isPresent()) return Optional.empty();
        return Optional.of(Problem.of(
                        428,
                        "version_required",
                        "A change says which version it is meant for.",
                        "Read it first and send its ETag as If-Match.")
                .in("If-Match"));
    }

    private Future<Reply> remove(Call call) {
        Duration after = call.text("after")
                .map(text -> Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1))))
                .orElse(Duration.ZERO);
        return answer(
                call, keys.remove(call.id(), new Removal(call.flag("force"), after, call.condition()), call.by()));
    }

    private Future<Reply> test(Call call) {
        return call.await(keys.test(call.id(), call.by()))
                .map(result -> result.map(Reply::ok).orElseGet(() -> Reply.of(KeyAnswers.missing(call.id()))));
    }

    /** A secret that is not stored. */
    Future<Reply> testSecret(Call call) {
        JsonObject body = call.json();
        String provider = body.getString("provider");
        return call.await(keys.test(provider, new Secret(body.getString("secret")), call.by()))
                .map(result -> result.map(Reply::ok).orElseGet(() -> Reply.of(KeyAnswers.unknownProvider(List.of()))));
    }
}
