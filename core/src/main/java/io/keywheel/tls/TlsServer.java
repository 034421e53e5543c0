package io.keywheel.tls;

import io.keywheel.tls.PemFiles.Loaded;
import io.keywheel.tls.PemFiles.Unusable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server whose certificate is renewed while it serves: as soon as its files hold another one, that is shown. Files that do not
 * fit each other wait for their other half.
 */
public final class TlsServer {
    private static final Logger LOG = LoggerFactory.getLogger(TlsServer.class);
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final HttpServer server;
    private final PemFiles files;
    private PemKeyCertOptions shown;
    private String told = "";
    private boolean looking;

    private TlsServer(Vertx vertx, HttpServer server, PemFiles files, PemKeyCertOptions shown) {
        this.vertx = vertx;
        this.server = server;
        this.files = files;
        this.shown = shown;
    }

    /**
     * A server that is to be opened, which speaks TLS where there are files: HTTP/1.1 alone, as without. It shows what they hold
     * until the verticle that calls this, or else Vert.x, ends.
     *
     * @throws IllegalArgumentException where the files cannot be used any more
     */
    public static HttpServer of(Vertx vertx, HttpServerOptions options, Optional<PemFiles> files) {
        if (files.isEmpty()) return vertx.createHttpServer(options);
        try {
            PemKeyCertOptions shown = files.get().load().options();
            HttpServer server = vertx.createHttpServer(
                    options.setSsl(true).setUseAlpn(false).setKeyCertOptions(shown));
            TlsServer renewing = new TlsServer(vertx, server, files.get(), shown);
            vertx.setPeriodic(PACE.toMillis(), timer -> renewing.look());
            return server;
        } catch (Unusable e) {
            throw new IllegalArgumentException(files.get().certificate() + ": " + e.reason(), e);
        }
    }

    private void look() {
        if (looking) return;
        looking = true;
        vertx.executeBlocking(files::load).compose(this::show).onComplete(done -> {
            looking = false;
            if (done.succeeded()) told = "";
            else tell(done.cause());
        });
    }

    private Future<Void> show(Loaded loaded) {
        if (loaded.options().equals(shown)) return Future.succeededFuture();
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(loaded.options());
        options.setUseAlpn(false);
        return server.updateSSLOptions(options).map(updated -> {
            shown = loaded.options();
            LOG.info("The certificate {} is new, valid until {}", files.certificate(), loaded.until());
            return null;
        });
    }

    /** Once for each cause: the old certificate stays. */
    private void tell(Throwable cause) {
        String why = cause instanceof Unusable unusable
                ? unusable.which().name().toLowerCase(Locale.ROOT) + ": " + unusable.reason()
                : cause.getClass().getSimpleName();
        if (!why.equals(told)) LOG.warn("The certificate {} cannot be renewed ({})", files.certificate(), why);
        told = why;
    }
}
