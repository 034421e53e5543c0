package io.keywheel;

import io.keywheel.cli.Cli;
import io.keywheel.cli.LogSetup;
import io.keywheel.cli.Runs;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Settings;
import io.keywheel.pool.PoolListener;
import io.keywheel.provider.Providers;
import io.keywheel.sim.SidecarStart;
import io.vertx.core.Future;
import java.util.Optional;

/** The composition root: ties the packages together and runs what the command line asks for. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LogSetup.prepare();
        Runs runs = new Runs(new Serve(Main::catalog), Main::sidecar, Main::catalog);
        System.exit(Cli.run(runs, args));
    }

    private static Future<SidecarStart.Running> sidecar(Settings settings, PoolListener listener) {
        Sidecar sidecar = new Sidecar(settings, Sidecar.vertx(), System.err::println);
        return sidecar.start(listener).map(sidecar);
    }

    private static ProviderCatalog catalog() {
        return new ProviderCatalog(
                Providers.names().stream()
                        .map(Providers::known)
                        .flatMap(Optional::stream)
                        .toList(),
                Providers.generic());
    }
}
