package io.keywheel;

import io.keywheel.cli.Exit;
import io.keywheel.cli.LogSetup;
import io.keywheel.cli.Rehearsal;
import io.keywheel.cli.ServeRun;
import io.keywheel.config.Loading;
import io.keywheel.config.Mistake;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Reload;
import io.keywheel.config.Settings;
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
import org.jspecify.annotations.Nullable;

/** {@code keywheel serve}: reads the settings, starts the sidecar, and stops it in order when the process is told to end. */
final class Serve implements ServeRun {
    private final Supplier<ProviderCatalog> catalog;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile @Nullable Sidecar sidecar;
    private volatile @Nullable Reload reloading;
    private volatile @Nullable Rehearsal rehearsing;

    Serve(Supplier<ProviderCatalog> catalog) {
        this.catalog = catalog;
    }

    @Override
    public int serve(Map<String, String> flags) {
        Vertx vertx = Sidecar.vertx();
        Future<Void> begun = Rehearsal.wanted() ? rehearse(vertx) : run(vertx, Surroundings.ofThisProcess(flags));
        begun.onFailure(end::completeExceptionally);
        try {
            return end.join();
        } catch (CompletionException e) {
            System.err.println("keywheel: " + words(e.getCause() == null ? e : e.getCause()));
            return Exit.FAILURE;
        } finally {
            stop();
        }
    }

    private Future<Void> run(Vertx vertx, Surroundings surroundings) {
        Reload reload = new Reload(vertx, surroundings, catalog.get());
        return reload.first().compose(loading -> {
            if (loading instanceof Loading.Loaded loaded)
                return start(vertx, loaded, reload)
                        .onSuccess(started -> listen(reload))
                        .mapEmpty();
            report(((Loading.Rejected) loading).mistakes());
            end.complete(Exit.VALIDATION);
            return Future.succeededFuture();
        });
    }

    private void listen(Reload reload) {
        reloading = reload;
        reload.listen((settings, what) -> {
            LogSetup.apply(settings.logFormat(), settings.logLevel());
            Sidecar running = sidecar;
            if (running == null) return;
            running.shows(reload.shown());
            running.reloaded(settings);
        });
        reload.begin();
        HangUp.then(reload::now);
    }

    private Future<Sidecar> rehearsed(Vertx vertx, Rehearsal rehearsal) {
        rehearsing = rehearsal;
        Reload reload = new Reload(vertx, rehearsal.surroundings(), catalog.get());
        return reload.first().compose(loading -> start(vertx, (Loading.Loaded) loading, reload));
    }

    private Future<Sidecar> start(Vertx vertx, Loading.Loaded loaded, Reload reload) {
        Settings settings = loaded.settings();
        LogSetup.apply(settings.logFormat(), settings.logLevel());
        Sidecar made = new Sidecar(settings, vertx, this::leave);
        made.shows(loaded.shown());
        made.reloadsBy((dryRun, by) -> ReloadReports.of(reload, dryRun));
        sidecar = made;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "keywheel-stop"));
        return made.start(PoolListener.NONE).map(made);
    }

    /** The cluster does not want this member: there is no use in going on. */
    private void leave(String why) {
        System.err.println("keywheel: " + why);
        end.complete(Exit.FAILURE);
    }

    /** Never on an event loop: it waits until the last answer is out. */
    private void stop() {
        Reload reload = reloading;
        if (reload != null)
            reload.close().toCompletionStage().toCompletableFuture().join();
        Sidecar running = sidecar;
        if (running != null)
            running.stop().toCompletionStage().toCompletableFuture().join();
        Rehearsal rehearsal = rehearsing;
        if (rehearsal != null) rehearsal.close();
    }

    private Future<Void> rehearse(Vertx vertx) {
        return Rehearsal.begin(vertx, catalog)
                .compose(rehearsal -> rehearsed(vertx, rehearsal)
                        .compose(started -> rehearsal.play(started.dataPort(), started.adminPort())))
                .onSuccess(v -> end.complete(Exit.OK));
    }

    private static void report(List<Mistake> mistakes) {
        System.err.println("keywheel: the settings cannot be used:");
        mistakes.forEach(m -> System.err.println("  " + m.line()));
    }

    private static String words(Throwable why) {
        String words = why.getMessage() == null ? why.toString() : why.getMessage();
        // The native transport has an exception of its own for it.
        boolean taken = why instanceof BindException || words.contains("Address already in use");
        return taken
                ? "a port is taken (" + words + "). Set KEYWHEEL_PORT or KEYWHEEL_ADMIN_PORT to a free one."
                : words;
    }
}
