package io.keywheel.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One key of a Redis: a hash of names and texts, or a document. */
final class RedisPairs implements ConfigStore {
    private static final long SECONDS = 10;
    private final Redis redis;
    private final String key;

    RedisPairs(Vertx vertx, SourceSpec spec, Optional<TrustOptions> trust) {
        RedisOptions options = new RedisOptions().setConnectionString(spec.get(SourceFields.URL));
        options.getNetClientOptions()
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS) / 2)
                .setHostnameVerificationAlgorithm("HTTPS");
        trust.ifPresent(options.getNetClientOptions()::setTrustOptions);
        spec.find(SourceFields.USER).ifPresent(options::setUser);
        spec.find(SourceFields.PASSWORD).ifPresent(options::setPassword);
        redis = Redis.createClient(vertx, options);
        key = spec.get(SourceFields.KEY);
    }

    Future<Map<String, String>> pairs() {
        return ask(Command.HGETALL).map(RedisPairs::pairs);
    }

    @Override
    public Future<Buffer> get() {
        return ask(Command.GET).compose(answer -> {
            if (answer == null) return Future.failedFuture(missing());
            if (answer.toBuffer().length() <= LocalFile.LARGEST) return Future.succeededFuture(answer.toBuffer());
            return Future.failedFuture(SourceTrouble.broken("it is larger than 1 MiB", "Name a key of settings."));
        });
    }

    private Future<Response> ask(Command command) {
        return redis.connect()
                .compose(connection ->
                        connection.send(Request.cmd(command).arg(key)).eventually(connection::close))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(trouble(failure)));
    }

    /** A hash of the newer protocol, or names and texts in turn. */
    private static Map<String, String> pairs(Response answer) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String name : answer.getKeys()) pairs.put(name, answer.get(name).toString(StandardCharsets.UTF_8));
        return pairs;
    }

    private static SourceTrouble missing() {
        return SourceTrouble.broken("there is no such key", "Check key, or write it.");
    }

    private static SourceTrouble trouble(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.startsWith("NOAUTH") || said.startsWith("WRONGPASS") || said.startsWith("NOPERM"))
            return SourceTrouble.broken("it refused user or password", "Check user and password.");
        if (said.startsWith("WRONGTYPE"))
            return SourceTrouble.broken("the key holds something else", "Make it a hash, or add format to a text.");
        return failure instanceof ErrorType
                ? SourceTrouble.broken("it answered with an error", "Check url and key.")
                : HttpTrouble.of(failure);
    }

    @Override
    public Future<Void> close() {
        redis.close();
        return Future.succeededFuture();
    }
}
