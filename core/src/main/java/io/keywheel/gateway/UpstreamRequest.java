package io.keywheel.gateway;

import io.keywheel.pool.PoolKey;
import io.keywheel.provider.Dialect;
import io.keywheel.upstream.Origin;
import io.vertx.core.MultiMap;
import io.vertx.core.http.RequestOptions;
import java.util.Map;

/** The head of a request as a provider gets it: the caller's, with the key's own in place of what belongs to a key. */
final class UpstreamRequest {
    private UpstreamRequest() {}

    static RequestOptions options(Origin origin, Exchange.Ask ask) {
        return new RequestOptions()
                .setHost(origin.host())
                .setPort(origin.port())
                .setMethod(ask.method())
                .setURI(origin.basePath() + ask.path());
    }

    static void headers(Exchange.Ask ask, Dialect dialect, PoolKey key, MultiMap out) {
        HeaderRules.copyUpstream(ask.headers(), out);
        String secret = dialect.keyPrefix(ask.path()) + key.secret().reveal();
        out.add((CharSequence) dialect.keyHeader(ask.path()), secret);
        for (Map.Entry<String, String> header : dialect.headers().entrySet()) {
            if (!out.contains(header.getKey())) out.add(header.getKey(), header.getValue());
        }
    }
}
