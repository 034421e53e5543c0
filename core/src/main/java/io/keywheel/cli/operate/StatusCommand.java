package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel status}. */
@Command(
        name = "status",
        description = {
            "Say how the pools and the members are.",
            "With --check it ends with 8 where something is degraded."
        })
final class StatusCommand extends OnServer {
    private static final List<String> STATES =
            List.of("ready", "cooling", "exhausted", "quarantined", "disabled", "draining", "probing");

    @Option(names = "--check", description = "End with 8 where something is degraded.")
    private boolean check;

    StatusCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Doc pool = api.get("/pool");
        List<Doc> members = api.get("/members").list("items");
        List<String> troubles = troubles(pool, members);
        if (out.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("degraded", troubles);
            all.put("pool", pool);
            all.put("members", members);
            out.json(all);
        } else print(pool, members, troubles, out);
        return check && !troubles.isEmpty() ? Exit.DEGRADED : Exit.OK;
    }

    static List<String> troubles(Doc pool, List<Doc> members) {
        List<String> troubles = new ArrayList<>();
        if (pool.number("keys") == 0) troubles.add("there is no key");
        for (Doc provider : pool.list("providers")) {
            String name = provider.text("provider");
            if (provider.number("keys") > 0 && provider.number("usable") == 0)
                troubles.add("no key of " + name + " can serve");
            long rejected = provider.in("states").number("quarantined");
            if (rejected > 0)
                troubles.add(rejected + " of " + name + " rejected: keywheel keys list --state quarantined");
        }
        if (pool.is("durable", false)) troubles.add("changes are not written: the store is away");
        for (Doc member : members)
            if (!member.text("state").equals("alive"))
                troubles.add("member " + member.text("address") + " is " + member.text("state"));
        return troubles;
    }

    private static void print(Doc pool, List<Doc> members, List<String> troubles, Output out) {
        Instant now = Instant.now();
        String soonest = Spans.until(pool.maybe("soonestReturn"), now);
        String back = soonest.isEmpty() ? "" : " · next back in " + soonest;
        out.line(pool.text("usable") + " of " + pool.text("keys") + " keys in rotation" + back + " · " + members.size()
                + (members.size() == 1 ? " member" : " members") + " · version " + pool.text("version"));
        Table pools = new Table("PROVIDER", "KEYS", "USABLE", "STATES");
        for (Doc provider : pool.list("providers"))
            pools.row(provider.text("provider"), provider.text("keys"), provider.text("usable"), states(provider, out));
        out.table(pools);
        if (members.size() > 1) out.table(members(members));
        troubles.forEach(trouble -> out.line(out.paint().mark(false) + " " + Table.clean(trouble)));
    }

    private static String states(Doc provider, Output out) {
        Doc states = provider.in("states");
        return String.join(
                ", ",
                STATES.stream()
                        .filter(state -> states.number(state) > 0)
                        .map(state -> states.number(state) + " " + out.paint().state(state))
                        .toList());
    }

    private static Table members(List<Doc> members) {
        Table table = new Table("MEMBER", "STATE", "VERSION", "REQUESTS/S", "GENERATION");
        for (Doc member : members)
            table.row(
                    member.text("address") + (member.is("self", true) ? " (asked)" : ""),
                    member.text("state"),
                    member.text("version"),
                    member.text("requestsPerSecond"),
                    member.text("generation"));
        return table;
    }
}
