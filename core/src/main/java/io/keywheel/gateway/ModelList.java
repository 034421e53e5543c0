package io.keywheel.gateway;

import io.keywheel.pool.PoolKey;
import io.keywheel.provider.Dialect;
import io.keywheel.upstream.Origin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code GET /v1/models}: what the keys of a pool can use together. One key a quota group is asked; the union holds for a minute. */
final class ModelList {
    private static final long FRESH_MILLIS = 60_000;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final int MOST_ASKED = 20;
    private static final String MODELS = "/models";
    private static final int LARGEST_LIST = 4 * 1024 * 1024;

    private record Known(long at, Future<Optional<JsonObject>> list) {}

    private final HttpClient client;
    private final InstantSource clock;
    private final Map<String, Known> known = new HashMap<>();

    ModelList(HttpClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The list, empty where no key gave one. */
    Future<Optional<JsonObject>> of(Pools.Pooled pooled) {
        long now = clock.millis();
        Known last = known.get(pooled.pool().name());
        if (last != null && now - last.at() < FRESH_MILLIS) return last.list();
        Future<Optional<JsonObject>> asked = ask(pooled);
        known.put(pooled.pool().name(), new Known(now, asked));
        return asked.onSuccess(list -> {
            if (list.isEmpty()) known.remove(pooled.pool().name());
        });
    }

    private Future<Optional<JsonObject>> ask(Pools.Pooled pooled) {
        List<Future<JsonArray>> answers = pooled.pool().usableKeys().stream()
                .collect(Collectors.toMap(k -> k.group().name(), k -> k, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST_ASKED)
                .map(key -> models(pooled, key))
                .toList();
        if (answers.isEmpty()) return Future.succeededFuture(Optional.empty());
        return Future.join(answers)
                .otherwiseEmpty()
                .map(v -> union(answers.stream()
                        .filter(Future::succeeded)
                        .map(Future::result)
                        .toList()));
    }

    private Future<JsonArray> models(Pools.Pooled pooled, PoolKey key) {
        Origin origin = pooled.origin();
        Dialect dialect = pooled.provider().dialect();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.connect().isSsl())
                .setSslOptions(origin.connect().getSslOptions())
                .setProxyOptions(origin.connect().getProxyOptions())
                .setTimeout(TIMEOUT_MILLIS)
                .setURI(origin.basePath() + MODELS);
        return client.request(options).compose(request -> {
            request.exceptionHandler(t -> {});
            request.putHeader(
                            dialect.keyHeader(MODELS),
                            dialect.keyPrefix(MODELS) + key.secret().reveal())
                    .putHeader("accept-encoding", "identity");
            dialect.headers().forEach(request::putHeader);
            return request.send()
                    .compose(ModelList::whole)
                    .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .onFailure(e -> request.reset())
                    .map(ModelList::data);
        });
    }

    /** The body of a list, if it is one of a size that a list can have. Refusals are read too, so that their connection is kept. */
    private static Future<Buffer> whole(HttpClientResponse answer) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        answer.exceptionHandler(whole::tryFail);
        answer.handler(piece -> {
            if (body.length() + piece.length() <= LARGEST_LIST) body.appendBuffer(piece);
            else whole.tryFail("the list is larger than " + LARGEST_LIST + " bytes");
        });
        answer.endHandler(v -> whole.tryComplete(answer.statusCode() == 200 ? body : Buffer.buffer()));
        return whole.future();
    }

    private static JsonArray data(Buffer body) {
        try {
            JsonArray data = body.toJsonObject().getJsonArray("data");
            if (data != null) return data;
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            throw new IllegalStateException("no list of models", e);
        }
        throw new IllegalStateException("no list of models");
    }

    private static Optional<JsonObject> union(List<JsonArray> lists) {
        if (lists.isEmpty()) return Optional.empty();
        Map<String, JsonObject> models = new LinkedHashMap<>();
        for (JsonArray list : lists) {
            for (Object model : list) {
                if (model instanceof JsonObject object && object.getValue("id") instanceof String id) {
                    models.putIfAbsent(id, object);
                }
            }
        }
        return Optional.of(
                new JsonObject().put("object", "list").put("data", new JsonArray(List.copyOf(models.values()))));
    }
}
