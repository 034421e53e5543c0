package io.keywheel.cli.doctor;

import io.keywheel.config.Settings;
import io.keywheel.provider.Provider;
import io.keywheel.tls.Trust;
import io.keywheel.upstream.Origin;
import io.keywheel.upstream.ProviderFaults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reaches each provider as the gateway does, and sends no key: whether its name, its port and its certificate are good, and its clock. */
record Upstreams(Vertx vertx, Settings settings, InstantSource clock) {
    private static final int PATIENCE_SECONDS = 10;
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** @param ahead by how much this machine's clock is before the provider's, where that says its time */
    private record Seen(Finding finding, Optional<Duration> ahead) {}

    List<Finding> look() {
        List<Future<Seen>> asked = settings.providers().stream()
                .filter(pooled -> !pooled.keys().isEmpty())
                .map(pooled -> reach(pooled.provider()))
                .toList();
        List<Finding> found = new ArrayList<>();
        List<Duration> ahead = new ArrayList<>();
        for (Future<Seen> each : asked) {
            Seen seen = each.toCompletionStage().toCompletableFuture().join();
            found.add(seen.finding());
            seen.ahead().ifPresent(ahead::add);
        }
        found.add(clock(ahead));
        return found;
    }

    private static Finding clock(List<Duration> ahead) {
        Optional<Duration> least = ahead.stream().min((a, b) -> a.abs().compareTo(b.abs()));
        if (least.isEmpty()) return Finding.note("clock", "no provider told its time");
        if (least.get().abs().compareTo(TOLERANCE) <= 0) return Finding.good("clock", "agrees with the providers'");
        String side = least.get().isNegative() ? " s behind" : " s ahead";
        return Finding.bad(
                "clock",
                least.get().abs().toSeconds() + side,
                "Set it by NTP: limits are counted until given moments.");
    }

    private Future<Seen> reach(Provider provider) {
        HttpClientAgent client = vertx.createHttpClient();
        Origin origin;
        try {
            origin = Origin.of(
                    provider,
                    settings.upstreams(),
                    Trust.with(settings.upstreams().caFile()));
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(seen(Finding.bad(check(provider), words(e), "Give a PEM file.")));
        }
        Future<HttpClientConnection> made = client.connect(origin.connect());
        return made.compose(connection -> ask(connection, provider, origin))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .otherwise(why -> seen(unreachable(provider, origin, made.failed() ? made.cause() : why)))
                .onComplete(v -> client.close());
    }

    private Future<Seen> ask(HttpClientConnection connection, Provider provider, Origin origin) {
        connection.exceptionHandler(t -> {});
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(origin.host())
                .setPort(origin.port())
                .setURI(origin.basePath() + provider.dialect().probe().path());
        return connection
                .request(options)
                .compose(request -> request.putHeader("user-agent", "keywheel").send())
                .map(answer -> {
                    String told = origin.host() + " answers (HTTP " + answer.statusCode() + " without a key)";
                    return new Seen(Finding.good(check(provider), told), ahead(answer.getHeader("date")));
                });
    }

    private Optional<Duration> ahead(@Nullable String date) {
        if (date == null) return Optional.empty();
        try {
            Instant theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            return Optional.of(Duration.between(theirs, clock.instant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Finding unreachable(Provider provider, Origin origin, Throwable why) {
        return Finding.bad(
                check(provider),
                ProviderFaults.notConnected(why, origin).message(),
                "Check DNS, the firewall, HTTPS_PROXY and KEYWHEEL_UPSTREAM_CA.");
    }

    private static Seen seen(Finding finding) {
        return new Seen(finding, Optional.empty());
    }

    private static String check(Provider provider) {
        return "provider " + provider.name();
    }

    private static String words(Exception why) {
        return String.valueOf(why.getMessage());
    }
}
