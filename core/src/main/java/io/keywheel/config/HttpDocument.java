package io.keywheel.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A document behind a URL as a store of vertx-config. Asked with the tag of what it brought last; bounded in size and time; never
 * follows a redirect, which would carry the token elsewhere.
 */
final class HttpDocument implements ConfigStore {
    private static final int LARGEST = LocalFile.LARGEST;
    private static final long SECONDS = 10;
    private final HttpClientAgent client;
    private final RequestOptions request;
    private @Nullable Known known;

    private record Known(String tag, Buffer text) {}

    /** @param headers with them goes the token */
    HttpDocument(Vertx vertx, String url, Map<String, String> headers, Optional<TrustOptions> trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS) / 2)
                .setDecompressionSupported(false)
                .setKeepAlive(false);
        trust.ifPresent(options::setTrustOptions);
        client = vertx.createHttpClient(options);
        request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setFollowRedirects(false)
                .putHeader("Accept-Encoding", "identity");
        headers.forEach(request::putHeader);
    }

    @Override
    public Future<Buffer> get() {
        Known before = known;
        RequestOptions asked = new RequestOptions(request);
        if (before != null) asked.putHeader("If-None-Match", before.tag);
        Future<HttpClientRequest> opened = client.request(asked);
        return opened.compose(HttpClientRequest::send)
                .compose(answer -> read(answer, before))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .onFailure(failure -> {
                    if (failure instanceof TimeoutException) opened.onSuccess(HttpClientRequest::reset);
                })
                .recover(failure -> Future.failedFuture(HttpTrouble.of(failure)));
    }

    private Future<Buffer> read(HttpClientResponse answer, @Nullable Known before) {
        int status = answer.statusCode();
        if (status == 304 && before != null) return answer.body().map(before.text);
        // Read whole all the same: what is dropped half-way makes Vert.x complain.
        if (status != 200) return bounded(answer).transform(read -> Future.failedFuture(HttpTrouble.of(status)));
        return bounded(answer).onSuccess(text -> {
            String tag = answer.getHeader(HttpHeaders.ETAG);
            known = tag == null ? null : new Known(tag, text);
        });
    }

    private static Future<Buffer> bounded(HttpClientResponse answer) {
        Promise<Buffer> whole = Promise.promise();
        Buffer text = Buffer.buffer();
        answer.exceptionHandler(whole::tryFail);
        answer.endHandler(v -> whole.tryComplete(text));
        answer.handler(part -> {
            if (text.length() + part.length() <= LARGEST) text.appendBuffer(part);
            else if (whole.tryFail(SourceTrouble.broken("it is larger than 1 MiB", "Give the address of settings.")))
                answer.request().reset();
        });
        return whole.future();
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
