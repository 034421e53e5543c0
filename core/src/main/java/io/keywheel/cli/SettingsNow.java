package io.keywheel.cli;

import io.keywheel.config.Loading;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.SettingsLoader;
import io.keywheel.config.Surroundings;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The settings as a command waits for them. */
public final class SettingsNow {
    private static final int SECONDS = 30;

    private SettingsNow() {}

    /**
     * Reads them from all sources.
     *
     * @throws CompletionException for bugs, and where a source does not answer for long
     */
    public static Loading load(Vertx vertx, Surroundings surroundings, ProviderCatalog catalog) {
        return SettingsLoader.load(vertx, surroundings, catalog)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
