package io.keywheel;

import io.keywheel.cli.Cli;
import io.keywheel.cli.LogSetup;
import io.keywheel.cli.Runs;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.provider.Generic;
import io.keywheel.provider.Providers;
import java.util.Optional;

/** The composition root: ties the packages together and runs what the command line asks for. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LogSetup.prepare();
        Runs runs = new Runs(new Serve(Main::catalog), Main::catalog);
        System.exit(Cli.run(runs, args));
    }

    private static ProviderCatalog catalog() {
        return new ProviderCatalog(
                Providers.names().stream().map(Providers::known).flatMap(Optional::stream).toList(), Generic.DIALECT);
    }
}
