package io.keywheel.gateway;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;

/** How HTTP is spoken, to callers and to providers. */
final class HttpOptions {
    private static final int LARGEST_HEADERS = 32 * 1024;
    private static final int LONGEST_LINE = 8192;
    private static final int BACKLOG = 8192;

    private HttpOptions() {}

    static HttpServerOptions toCallers() {
        return new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    static HttpClientOptions toProviders() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setDecompressionSupported(false);
    }
}
