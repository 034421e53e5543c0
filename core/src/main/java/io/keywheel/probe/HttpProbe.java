package io.keywheel.probe;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Probe;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Reply;
import io.keywheel.upstream.Origin;
import io.keywheel.upstream.ProviderFaults;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The probe of one provider's dialect, over a connection of its own that ends with it. */
final class HttpProbe implements ProbeCall {
    private static final int LARGEST_BODY = 64 * 1024;

    /** How the provider is reached: as the gateway reaches it. */
    record Way(HttpClientAgent client, Origin origin) {}

    private final Provider provider;
    private final Way way;
    private final InstantSource clock;
    private final long timeout;

    HttpProbe(Provider provider, Way way, Means means) {
        this.provider = provider;
        this.way = way;
        this.clock = means.clock();
        this.timeout = means.pace().timeout();
    }

    @Override
    public CompletionStage<Answer> ask(PoolKey key) {
        Future<HttpClientConnection> made = way.client().connect(way.origin().connect());
        return made.compose(connection -> ask(connection, key))
                .timeout(timeout, TimeUnit.MILLISECONDS)
                .onComplete(v -> made.onSuccess(HttpClientConnection::close))
                .otherwise(why -> Answer.nothing(made.failed() ? notConnected(made.cause()) : noAnswer(why)))
                .toCompletionStage();
    }

    private String notConnected(Throwable why) {
        return ProviderFaults.notConnected(why, way.origin()).message();
    }

    private String noAnswer(Throwable why) {
        if (why instanceof TimeoutException)
            return "no answer within " + TimeUnit.MILLISECONDS.toSeconds(timeout) + " s";
        return ProviderFaults.noAnswer(why, false).message();
    }

    private Future<Answer> ask(HttpClientConnection connection, PoolKey key) {
        // The request hears of its own failure; unheard, it is logged with bytes of the answer.
        connection.exceptionHandler(t -> {});
        Probe probe = provider.dialect().probe();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(probe.method()))
                .setHost(way.origin().host())
                .setPort(way.origin().port())
                .setURI(way.origin().basePath() + probe.path());
        return connection
                .request(options)
                .compose(request -> {
                    dress(request, key);
                    return request.send();
                })
                .compose(in -> start(in).map(body -> judged(in, body, key)));
    }

    private void dress(HttpClientRequest request, PoolKey key) {
        Dialect dialect = provider.dialect();
        String path = dialect.probe().path();
        request.exceptionHandler(t -> {});
        request.putHeader("accept", "application/json")
                .putHeader("accept-encoding", "identity")
                .putHeader("user-agent", "keywheel")
                .putHeader(
                        dialect.keyHeader(path),
                        dialect.keyPrefix(path) + key.secret().reveal());
        dialect.headers().forEach(request::putHeader);
    }

    /** As much of the body as decides: a long list need not be read to its end. */
    private static Future<Buffer> start(HttpClientResponse in) {
        Promise<Buffer> start = Promise.promise();
        Buffer body = Buffer.buffer();
        in.exceptionHandler(start::tryFail);
        in.handler(piece -> {
            body.appendBuffer(piece, 0, Math.min(piece.length(), LARGEST_BODY - body.length()));
            if (body.length() == LARGEST_BODY) start.tryComplete(body);
        });
        in.endHandler(v -> start.tryComplete(body));
        return start.future();
    }

    private Answer judged(HttpClientResponse in, Buffer body, PoolKey key) {
        int status = in.statusCode();
        // A network that wants somebody to sign in accepts every key.
        if (status / 100 == 2 && !beginsAsJson(body)) return Answer.nothing("HTTP " + status + " without JSON");
        Reply reply = new Reply(status, in::getHeader, body.getBytes());
        Verdict verdict = provider.dialect().classify(reply, clock.instant());
        String code = verdict.code().replace(key.secret().reveal(), "…");
        String words = "HTTP " + status + (code.isEmpty() ? "" : " " + code);
        return new Answer(
                provider.dialect().probe().proof(verdict.outcome()), words, verdict.waitMillis(), status, code);
    }

    private static boolean beginsAsJson(Buffer body) {
        for (int i = 0; i < body.length(); i++) {
            byte b = body.getByte(i);
            if (b > ' ') return b == '{' || b == '[';
        }
        return false;
    }
}
