package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import io.keywheel.provider.KeyPrefixes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keywheel keys test}. */
@Command(
        name = "test",
        description = {
            "Ask the provider whether it accepts keys; bills nothing.",
            "Ends with 1 where it rejects one, with 8 where it did not say of one."
        })
final class KeysTest extends OnServer {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "Stored keys.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Every stored key.")
    private boolean all;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A secret that is not stored; - is standard input.")
    private @Nullable Path keyFile;

    @Option(names = "--provider", paramLabel = "NAME", description = "Whose that secret is.")
    private @Nullable String provider;

    KeysTest(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        int ways = (all ? 1 : 0) + (keyFile == null ? 0 : 1) + (ids.isEmpty() ? 0 : 1);
        if (ways != 1) throw misuse("it is not clear what to test.", "Name ids, or --all, or --key-file.");
        List<Doc> results = results(api, out);
        if (out.json()) out.json("items", results);
        else out.table(table(results, out.paint()));
        if (results.stream().anyMatch(r -> r.is("accepted", false))) return Exit.FAILURE;
        return results.stream().allMatch(r -> r.is("accepted", true)) ? Exit.OK : Exit.DEGRADED;
    }

    private List<Doc> results(AdminApi api, Output out) {
        if (keyFile != null) return List.of(api.send(unstored(keyFile)).doc());
        if (ids.size() == 1)
            return List.of(api.send(Ask.post("/keys/" + Ask.part(ids.get(0)) + "/test"))
                    .doc());
        Answer begun = api.send(Ask.post("/keys/test").json(all ? Map.of("all", true) : Map.of("ids", ids)));
        return new LongWork(api, out).end(begun).list("result");
    }

    private Ask unstored(Path file) {
        String secret = new SecretInput(shell()).one(file);
        String whose = provider != null
                ? provider
                : KeyPrefixes.providerOf(secret)
                        .orElseThrow(() -> misuse("the secret does not say whose it is.", "Name it: --provider"));
        return Ask.post("/keys/test").json(Map.of("provider", whose, "secret", secret));
    }

    private static Table table(List<Doc> results, Paint paint) {
        Table table = new Table("KEY", "ACCEPTED", "SAID", "MODELS", "TOOK");
        for (Doc result : results) {
            String accepted = result.is("accepted", true) ? "yes" : result.is("accepted", false) ? "no" : "not said";
            String said = result.text("status") + " " + result.text("code") + " " + result.text("message");
            table.row(
                    line -> accepted.equals("no") ? paint.bad(line) : line,
                    result.text("id"),
                    accepted,
                    said.strip().replaceAll(" +", " "),
                    "" + result.texts("models").size(),
                    result.number("millis") + " ms");
        }
        return table;
    }
}
