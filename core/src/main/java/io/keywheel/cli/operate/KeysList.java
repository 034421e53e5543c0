package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel keys list}. */
@Command(name = "list", description = "List the keys and how each stands.")
final class KeysList extends OnServer {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those: ready, cooling, exhausted, quarantined, disabled, draining or probing.")
    private @Nullable String state;

    @Option(names = "--provider", paramLabel = "NAME", description = "Only those of this provider.")
    private @Nullable String provider;

    KeysList(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Ask list = Ask.get("/keys")
                .with("state", Optional.ofNullable(state))
                .with("provider", Optional.ofNullable(provider));
        List<Doc> keys = api.all(list);
        if (out.json()) out.json("items", keys);
        else if (keys.isEmpty()) out.say("There are no such keys. Add one: keywheel keys add");
        else out.table(KeyTable.of(keys, out.paint(), Instant.now()));
        return Exit.OK;
    }
}
