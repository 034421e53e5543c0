package io.keywheel;

import io.keywheel.admin.port.Reloads.MemberReport;
import io.keywheel.admin.port.Reloads.Report;
import io.keywheel.config.KeyChanges;
import io.keywheel.config.Mistake;
import io.keywheel.config.Reload;
import io.keywheel.config.Reloaded;
import io.keywheel.pool.PoolKey;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What a reload of this process came to, as the API says it. */
final class ReloadReports {
    private static final String SELF = "self";

    private ReloadReports() {}

    static CompletionStage<Report> of(Reload reload, boolean dryRun) {
        return (dryRun ? reload.rehearse() : reload.now())
                .map(what -> new Report(dryRun, what.generation(), List.of(report(what))))
                .toCompletionStage();
    }

    private static MemberReport report(Reloaded what) {
        KeyChanges keys = what.keys();
        List<String> errors = Stream.concat(
                        what.broken().stream().flatMap(source -> source.mistakes().stream()), what.mistakes().stream())
                .map(Mistake::line)
                .distinct()
                .toList();
        return new MemberReport(
                SELF,
                ids(keys.added()),
                ids(keys.removed()),
                keys.changed().stream().map(c -> c.after().id()).toList(),
                keys.unchanged().size(),
                errors);
    }

    private static List<String> ids(List<PoolKey> keys) {
        return keys.stream().map(PoolKey::id).toList();
    }
}
