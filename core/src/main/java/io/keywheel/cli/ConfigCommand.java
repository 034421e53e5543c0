package io.keywheel.cli;

import io.keywheel.cli.api.Json;
import io.keywheel.config.Loading;
import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.keywheel.config.Loading.Shown;
import io.keywheel.config.Mistake;
import io.keywheel.config.ProviderCatalog;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        Check(Shell shell, Supplier<ProviderCatalog> catalog) {
            super(shell, catalog);
        }

        @Override
        void print(Loaded loaded, boolean json, PrintWriter out) {
            out.println(json ? Json.pretty(Map.of("mistakes", List.of())) : "ok");
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

        Show(Shell shell, Supplier<ProviderCatalog> catalog) {
            super(shell, catalog);
        }

        @Override
        void print(Loaded loaded, boolean json, PrintWriter out) {
            if (json) {
                out.println(Json.pretty(Map.of(
                        "items", loaded.shown().stream().map(Show::fields).toList())));
                return;
            }
            for (Shown shown : loaded.shown())
                out.println(shown.name() + "=" + shown.value() + (sources ? "  # " + shown.origin() : ""));
        }

        private static Map<String, String> fields(Shown shown) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("name", shown.name());
            fields.put("value", shown.value());
            fields.put("source", shown.origin());
            return fields;
        }
    }

    /** A command that needs the settings, and ends with every mistake if they cannot stand. */
    abstract static class OnSettings implements Callable<Integer> {
        private final Shell shell;
        private final Supplier<ProviderCatalog> catalog;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        OnSettings(Shell shell, Supplier<ProviderCatalog> catalog) {
            this.shell = shell;
            this.catalog = catalog;
        }

        abstract void print(Loaded loaded, boolean json, PrintWriter out);

        @Override
        public final Integer call() {
            if (spec == null) return Exit.USAGE;
            Loading loading = load(SettingFlags.given(spec));
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            if (loading instanceof Rejected rejected) {
                List<String> mistakes =
                        rejected.mistakes().stream().map(Mistake::line).toList();
                if (json) out.println(Json.pretty(Map.of("mistakes", mistakes)));
                else mistakes.forEach(out::println);
                return Exit.VALIDATION;
            }
            Loaded loaded = (Loaded) loading;
            for (String warning : loaded.settings().warnings()) err.println("Note: " + warning);
            print(loaded, json, out);
            return Exit.OK;
        }

        private Loading load(Map<String, String> flags) {
            LogSetup.prepare();
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            try {
                return SettingsNow.load(vertx, shell.surroundings(flags), catalog.get());
            } finally {
                vertx.close();
            }
        }
    }
}
