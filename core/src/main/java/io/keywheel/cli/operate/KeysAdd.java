package io.keywheel.cli.operate;

import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import io.keywheel.provider.KeyPrefixes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel keys add}. */
@Command(
        name = "add",
        description = {
            "Add a key; it serves at once. Its id goes to standard output.",
            "The secret is read from --key-file, from standard input, or asked for on a terminal."
        })
final class KeysAdd extends OnServer {
    @Option(names = "--provider", paramLabel = "NAME", description = "Whose it is (default: as its first letters say).")
    private @Nullable String provider;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Holds the secret; - is standard input.")
    private @Nullable Path keyFile;

    @Option(names = "--id", paramLabel = "ID", description = "Its name (default: made from the secret).")
    private @Nullable String id;

    @Option(names = "--label", paramLabel = "TEXT", description = "For people.")
    private @Nullable String label;

    @Option(names = "--quota-group", paramLabel = "NAME", description = "Keys of one group share one quota.")
    private @Nullable String quotaGroup;

    @Option(names = "--weight", paramLabel = "N", description = "Its part beside the others, 1 to 1000.")
    private @Nullable Integer weight;

    @Option(names = "--disabled", description = "Known, and not used yet.")
    private boolean disabled;

    @Option(names = "--replace", description = "Make the key of that --id so, whether it is there or not.")
    private boolean replace;

    KeysAdd(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        if (replace && id == null) throw misuse("--replace needs --id.", "Name the key.");
        Map<String, Object> body = body(new SecretInput(shell()).one(keyFile));
        String known = id;
        Ask ask = replace && known != null ? Ask.of("PUT", "/keys/" + Ask.part(known)) : Ask.post("/keys");
        Answer answer = api.send(ask.json(body));
        Doc key = answer.status() == 202 ? answer.doc().in("key") : answer.doc();
        if (out.json()) out.json(answer.doc());
        else out.line(key.text("id"));
        String what = answer.status() == 200 ? "It is so now: " : "Added ";
        return Changes.tell(answer, what + key.text("masked") + " of " + key.text("provider"), out);
    }

    private Map<String, Object> body(String secret) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("provider", provider == null ? guessed(secret) : provider);
        body.put("secret", secret);
        if (id != null && !replace) body.put("id", id);
        if (label != null) body.put("label", label);
        if (quotaGroup != null) body.put("quotaGroup", quotaGroup);
        if (weight != null) body.put("weight", weight);
        if (disabled) body.put("enabled", false);
        return body;
    }

    private static String guessed(String secret) {
        return KeyPrefixes.providerOf(secret)
                .orElseThrow(() -> misuse("the secret does not say whose it is.", "Name its provider: --provider"));
    }
}
