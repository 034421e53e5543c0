package io.keywheel.cli.doctor;

import io.keywheel.cli.Exit;
import io.keywheel.cli.HelpOption;
import io.keywheel.cli.SettingsNow;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Doc;
import io.keywheel.cli.api.Ended;
import io.keywheel.cli.api.Json;
import io.keywheel.cli.api.ServerOptions;
import io.keywheel.cli.operate.Paint;
import io.keywheel.config.Loading;
import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.keywheel.config.ProviderCatalog;
import io.keywheel.config.Settings;
import io.keywheel.config.Whereabouts;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keywheel doctor}. */
@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Look for what stands in the way, and say its mend.",
            "Settings, ports, providers (no key is sent), clock, cluster, files, store; needs no running server.",
            "Ends with 1 where something is to be mended."
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final String TWICE = " is the same key as ";

    private final Shell shell;
    private final Supplier<ProviderCatalog> catalog;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    public DoctorCommand(Shell shell, Supplier<ProviderCatalog> catalog) {
        this.shell = shell;
        this.catalog = catalog;
    }

    @Override
    public Integer call() {
        CommandSpec known = spec;
        if (help.isWanted() || known == null) return Exit.OK;
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        List<Finding> found = new ArrayList<>();
        try {
            look(vertx, found);
        } finally {
            vertx.close();
        }
        print(found, known.commandLine().getOut());
        return found.stream().anyMatch(Finding::isBad) ? Exit.FAILURE : Exit.OK;
    }

    private void look(Vertx vertx, List<Finding> found) {
        Loading loading = SettingsNow.load(vertx, shell.surroundings(Map.of()), catalog.get());
        Optional<Settings> settings =
                loading instanceof Loaded loaded ? Optional.of(loaded.settings()) : Optional.empty();
        if (loading instanceof Rejected rejected)
            rejected.mistakes().forEach(m -> found.add(Finding.bad("settings", m.line(), "")));
        settings.ifPresent(s -> {
            found.add(Finding.good("settings", "can be used"));
            found.addAll(keys(s));
            found.addAll(new Places(s).look());
            found.addAll(new Upstreams(vertx, s, InstantSource.system()).look());
        });
        found.addAll(new Disk(settings, Whereabouts.of(shell.surroundings(Map.of()))).look());
        found.add(running());
    }

    private static List<Finding> keys(Settings settings) {
        List<Finding> found = new ArrayList<>();
        for (String warning : settings.warnings())
            found.add(
                    warning.contains(TWICE)
                            ? Finding.bad("duplicate keys", warning, "Remove one of them.")
                            : Finding.note("settings", warning));
        if (found.stream().noneMatch(Finding::isBad))
            found.add(Finding.good("duplicate keys", settings.keyCount() + " keys, none twice"));
        return found;
    }

    private Finding running() {
        try {
            Doc pool = new AdminApi(server.server(shell)).get("/pool");
            String told = pool.text("usable") + " of " + pool.text("keys") + " keys in rotation";
            return pool.number("usable") > 0
                    ? Finding.good("server", "runs, " + told)
                    : Finding.bad("server", "runs, " + told, "keywheel keys list says why.");
        } catch (Ended e) {
            String said = e.lines().get(0);
            if (e.exit() == Exit.UNREACHABLE) return Finding.note("server", said);
            return Finding.bad("server", said, "Give its token: KEYWHEEL_ADMIN_TOKEN or --token-file.");
        }
    }

    private void print(List<Finding> found, PrintWriter out) {
        if (server.json()) {
            out.println(Json.pretty(
                    Map.of("items", found.stream().map(Finding::fields).toList())));
            return;
        }
        Paint paint = Paint.on(shell.terminal());
        for (Finding each : found) {
            String mark = each.verdict() == Finding.Verdict.NOTE ? "-" : paint.mark(!each.isBad());
            out.println(mark + " " + each.check() + ": " + each.said());
            if (!each.mend().isEmpty()) out.println("    mend: " + each.mend());
        }
    }
}
