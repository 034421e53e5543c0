package io.keywheel.cli;

import io.keywheel.config.Loading;
import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.keywheel.config.Loading.Shown;
import io.keywheel.config.Mistake;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.SettingsLoader;
import io.keywheel.config.Surroundings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keywheel config}: looks at the settings without serving. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Check the settings, or show them.")
final class ConfigCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) spec.commandLine().usage(spec.commandLine().getErr());
        return Exit.USAGE;
    }

    /** {@code keywheel config check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            description = "Print every mistake, or ok.")
    static final class Check extends OnSettings {
        Check(Supplier<ProviderCatalog> catalog) {
            super(catalog);
        }

        @Override
        void print(Loaded loaded, PrintWriter out) {
            out.println("ok");
        }
    }

    /** {@code keywheel config show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            description = "Print the settings; secrets stay hidden.")
    static final class Show extends OnSettings {
        @Option(names = "--sources", description = "Say where each one stands.")
        private boolean sources;

        Show(Supplier<ProviderCatalog> catalog) {
            super(catalog);
        }

        @Override
        void print(Loaded loaded, PrintWriter out) {
            for (Shown shown : loaded.shown())
                out.println(shown.name() + "=" + shown.value() + (sources ? "  # " + shown.origin() : ""));
        }
    }

    /** A command that needs the settings, and ends with every mistake if they cannot stand. */
    abstract static class OnSettings implements Callable<Integer> {
        private static final int SECONDS = 30;
        private final Supplier<ProviderCatalog> catalog;

        @Spec
        private @Nullable CommandSpec spec;

        OnSettings(Supplier<ProviderCatalog> catalog) {
            this.catalog = catalog;
        }

        abstract void print(Loaded loaded, PrintWriter out);

        @Override
        public final Integer call() throws TimeoutException {
            if (spec == null) return Exit.USAGE;
            Loading loading = load(SettingFlags.given(spec));
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            if (loading instanceof Rejected rejected) {
                for (Mistake mistake : rejected.mistakes()) out.println(mistake.line());
                return Exit.VALIDATION;
            }
            Loaded loaded = (Loaded) loading;
            for (String warning : loaded.settings().warnings()) err.println("Note: " + warning);
            print(loaded, out);
            return Exit.OK;
        }

        private Loading load(Map<String, String> flags) throws TimeoutException {
            LogSetup.prepare();
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            try {
                return SettingsLoader.load(vertx, Surroundings.ofThisProcess(flags), catalog.get())
                        .await(SECONDS, TimeUnit.SECONDS);
            } finally {
                vertx.close();
            }
        }
    }
}
