package io.keywheel;

import io.keywheel.cli.Exit;
import io.keywheel.cli.LogSetup;
import io.keywheel.cli.Rehearsal;
import io.keywheel.cli.ServeRun;
import io.keywheel.config.Loading;
import io.keywheel.config.Mistake;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Settings;
import io.keywheel.config.SettingsLoader;
import io.keywheel.config.Surroundings;
import io.keywheel.pool.PoolListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** {@code keywheel serve}: reads the settings, starts the sidecar, and stops it in order when the process is told to end. */
final class Serve implements ServeRun {
    private final Supplier<ProviderCatalog> catalog;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    Serve(Supplier<ProviderCatalog> catalog) {
        this.catalog = catalog;
    }

    @Override
    public int serve(Map<String, String> flags) {
        Vertx vertx = Sidecar.vertx();
        Future<Integer> served = Rehearsal.wanted() ? rehearse(vertx) : run(vertx, Surroundings.ofThisProcess(flags));
        served.onComplete(ended -> {
            if (ended.succeeded()) end.complete(ended.result());
            else end.completeExceptionally(ended.cause());
        });
        try {
            return end.join();
        } catch (CompletionException e) {
            System.err.println("keywheel: " + words(e.getCause() == null ? e : e.getCause()));
            return Exit.FAILURE;
        }
    }

    /** Completes when the sidecar has stopped. */
    private Future<Integer> run(Vertx vertx, Surroundings surroundings) {
        return SettingsLoader.load(vertx, surroundings, catalog.get()).compose(loading -> {
            if (loading instanceof Loading.Loaded loaded) return serve(vertx, loaded.settings());
            report(((Loading.Rejected) loading).mistakes());
            return Future.succeededFuture(Exit.VALIDATION);
        });
    }

    private Future<Integer> serve(Vertx vertx, Settings settings) {
        LogSetup.apply(settings.logFormat(), settings.logLevel());
        Sidecar sidecar = new Sidecar(settings, vertx, this::leave);
        return sidecar.start(PoolListener.NONE).compose(v -> {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sidecar), "keywheel-stop"));
            return Future.fromCompletionStage(end);
        });
    }

    /** The cluster does not want this member: there is no use in going on. */
    private void leave(String why) {
        System.err.println("keywheel: " + why);
        end.complete(Exit.FAILURE);
    }

    private static void stop(Sidecar sidecar) {
        sidecar.stop().toCompletionStage().toCompletableFuture().join();
    }

    private Future<Integer> rehearse(Vertx vertx) {
        return Rehearsal.begin(vertx)
                .compose(rehearsal -> SettingsLoader.load(vertx, rehearsal.surroundings(), catalog.get())
                        .compose(loading -> {
                            Settings settings = ((Loading.Loaded) loading).settings();
                            Sidecar sidecar = new Sidecar(settings, vertx, this::leave);
                            return sidecar.start(PoolListener.NONE)
                                    .compose(v -> rehearsal.play(sidecar.dataPort()))
                                    .compose(v -> sidecar.stop());
                        }))
                .map(Exit.OK);
    }

    private static void report(List<Mistake> mistakes) {
        System.err.println("keywheel: the settings cannot be used:");
        mistakes.forEach(m -> System.err.println("  " + m.line()));
    }

    private static String words(Throwable why) {
        if (why instanceof BindException) {
            return "a port is taken (" + why.getMessage()
                    + "). Set KEYWHEEL_PORT or KEYWHEEL_ADMIN_PORT to a free one.";
        }
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }
}
