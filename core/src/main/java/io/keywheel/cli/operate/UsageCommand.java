package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel usage}. */
@Command(
        name = "usage",
        description = {"Count requests and tokens, of the whole cluster.", "With --json every step; else the sums."})
final class UsageCommand extends OnServer {
    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "key",
            description = "key, model, provider, outcome or caller (default: ${DEFAULT-VALUE}).")
    private String by = "key";

    @Option(names = "--last", paramLabel = "TIME", description = "The last 15m, 24h or 7d.")
    private @Nullable String last;

    @Option(names = "--from", paramLabel = "INSTANT", description = "From then: 2026-11-24T08:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Until then.")
    private @Nullable String to;

    @Option(names = "--step", paramLabel = "STEP", description = "1m, 10m, 1h or 1d.")
    private @Nullable String step;

    UsageCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Ask ask = Ask.get("/usage")
                .with("by", by)
                .with("from", begin())
                .with("to", Optional.ofNullable(to))
                .with("step", Optional.ofNullable(step));
        Doc usage = api.send(ask).doc();
        List<String> missing = usage.texts("missing");
        if (out.json()) out.json(usage);
        else out.table(table(usage));
        if (!missing.isEmpty()) out.say("Without " + String.join(", ", missing) + ": no answer in time.");
        return missing.isEmpty() ? Exit.OK : Exit.DEGRADED;
    }

    private Optional<String> begin() {
        if (last == null) return Optional.ofNullable(from);
        if (from != null) throw misuse("--last and --from say the same.", "Give one of them.");
        Duration span = Spans.span(last).orElseThrow(() -> misuse("--last is no time.", "Write 15m, 24h or 7d."));
        return Optional.of(Instant.now().minus(span).toString());
    }

    private Table table(Doc usage) {
        Table table = new Table(
                by.toUpperCase(java.util.Locale.ROOT),
                "REQUESTS",
                "SUCCEEDED",
                "RATE LIMITED",
                "TOKENS IN",
                "TOKENS OUT");
        for (Doc series : usage.list("series")) {
            List<Doc> points = series.list("points");
            table.row(
                    series.text("name"),
                    sum(points, "counts", "total"),
                    sum(points, "counts", "succeeded"),
                    sum(points, "counts", "rateLimited"),
                    sum(points, "tokens", "input"),
                    sum(points, "tokens", "output"));
        }
        return table;
    }

    private static String sum(List<Doc> points, String of, String name) {
        return ""
                + points.stream().mapToLong(point -> point.in(of).number(name)).sum();
    }
}
