package io.keywheel.admin.endpoint;

import static io.keywheel.admin.endpoint.OperationTable.operation;

import io.keywheel.admin.http.Api;
import io.keywheel.admin.http.Call;
import io.keywheel.admin.http.JsonBody;
import io.keywheel.admin.http.Operation;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.keyfile.KeyFile;
import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.Operations;
import io.keywheel.admin.port.TestResult;
import io.keywheel.token.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/** Keys by the hundred: import, test of many, and how far such work is. */
final class ManyKeys {
    private static final int AT_ONCE = 500;

    private final Keys keys;
    private final Operations operations;
    private final KeyEndpoints one;

    ManyKeys(Keys keys, Operations operations, KeyEndpoints one) {
        this.keys = keys;
        this.operations = operations;
        this.one = one;
    }

    List<Operation> operations() {
        return List.of(
                operation("importKeys", HttpMethod.POST, "/keys/import", Scope.ADMIN, this::importAll),
                operation("testKeys", HttpMethod.POST, "/keys/test", Scope.OPERATE, this::test),
                operation(
                        "getOperation",
                        HttpMethod.GET,
                        "/operations/{id}",
                        Scope.READ,
                        c -> Future.succeededFuture(progress(c))));
    }

    private Reply progress(Call call) {
        return operations
                .find(call.id())
                .map(Reply::ok)
                .orElseGet(() -> Reply.of(Problem.of(
                        404,
                        "not_found",
                        "There is no such operation on this member; they are kept for an hour.",
                        "Ask the member that began it.")));
    }

    private Future<Reply> importAll(Call call) {
        Optional<String> text = JsonBody.utf8(call.body());
        if (text.isEmpty()) return refused("malformed_text", "The text is not UTF-8.", "Save it in UTF-8.");
        KeyFile file = KeyFile.read(text.get(), format(call), call.text("provider"));
        if (file.problem().isPresent())
            return refused(
                    "malformed_text",
                    "The text cannot be read: " + file.problem().get() + ".",
                    "See /docs.");
        Import order = new Import(keys, file.lines(), call.flag("dryRun"), call.by());
        if (file.lines().size() <= AT_ONCE)
            return call.await(order.run(n -> {})).map(Reply::ok);
        return Future.succeededFuture(
                begun(operations.begin("import", file.lines().size(), order::run)));
    }

    private static Future<Reply> refused(String code, String why, String hint) {
        return Future.succeededFuture(Reply.of(Problem.bad(code, why, hint)));
    }

    static Reply begun(Operations.OperationView view) {
        return Reply.of(202, view).with("Location", Api.ROOT + "/operations/" + view.id());
    }

    private static KeyFile.Format format(Call call) {
        String type = String.valueOf(call.request().getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (type.contains("json")) return KeyFile.Format.JSON;
        return type.contains("csv") ? KeyFile.Format.CSV : KeyFile.Format.LINES;
    }

    private Future<Reply> test(Call call) {
        JsonObject body = call.json();
        boolean secret = body.containsKey("secret");
        boolean many = body.containsKey("all") || body.containsKey("ids");
        if (secret && many) return confused("/ids", "A secret is tested alone.");
        if (body.containsKey("all") && body.containsKey("ids")) return confused("/ids", "It names all keys, and some.");
        if (!many && !secret) return confused("/secret", "secret is missing.");
        if (secret && !body.containsKey("provider")) return confused("/provider", "provider is missing.");
        if (secret) return one.testSecret(call);
        if (body.containsKey("provider")) return confused("/provider", "Stored keys know their provider.");
        List<String> ids = ids(body.getJsonArray("ids"));
        return Future.succeededFuture(
                begun(operations.begin("test", ids.size(), progress -> testAll(ids, call.by(), progress))));
    }

    private static Future<Reply> confused(String pointer, String why) {
        return Future.succeededFuture(
                Reply.of(Problem.bad("invalid_field", why, "Send provider and secret, or ids, or all.")
                        .at(pointer)));
    }

    private List<String> ids(@org.jspecify.annotations.Nullable JsonArray named) {
        return named == null
                ? keys.ids()
                : named.stream().map(String::valueOf).distinct().toList();
    }

    /** One after the other: a provider that meets a hundred at once takes them for an attack. */
    private CompletionStage<List<TestResult>> testAll(List<String> ids, By by, IntConsumer progress) {
        CompletionStage<List<TestResult>> done = CompletableFuture.completedFuture(new ArrayList<>());
        for (String id : ids) {
            done = done.thenCompose(results -> keys.test(id, by).thenApply(result -> {
                result.ifPresent(results::add);
                progress.accept(1);
                return results;
            }));
        }
        return done;
    }
}
