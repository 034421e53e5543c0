package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keywheel tokens add}. */
@Command(
        name = "add",
        description = {
            "Make a token. It is printed this once, alone on standard output.",
            "Once there is a caller token, every caller of the data plane must bring one."
        })
final class TokensAdd extends OnServer {
    @Parameters(paramLabel = "KIND", index = "0", description = "admin or caller.")
    private TokenKind kind = TokenKind.caller;

    @Parameters(paramLabel = "NAME", index = "1", description = "Whose it is, for people.")
    private String name = "";

    @Option(names = "--scope", paramLabel = "SCOPE", description = "Of an admin token: read, operate or admin.")
    private @Nullable String scope;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Of a caller token: a model, * for any part; repeat it.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--requests-per-minute", paramLabel = "N", description = "Of a caller token.")
    private @Nullable Long requests;

    @Option(names = "--tokens-per-minute", paramLabel = "N", description = "Of a caller token.")
    private @Nullable Long tokens;

    @Option(names = "--expires-in", paramLabel = "TIME", description = "After 12h or 30d (default: never).")
    private @Nullable String expiresIn;

    TokensAdd(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        if (kind == TokenKind.admin && scope == null)
            throw misuse("an admin token needs --scope.", "It is read, operate or admin.");
        Doc made = api.send(Ask.post("/tokens/" + kind.name()).json(body())).doc();
        if (out.json()) out.json(made);
        else out.line(made.text("token"));
        out.say("Made token " + made.text("id") + ". It is not shown again.");
        return Exit.OK;
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        if (scope != null) body.put("scope", scope);
        if (!models.isEmpty()) body.put("models", models);
        if (requests != null) body.put("requestsPerMinute", requests);
        if (tokens != null) body.put("tokensPerMinute", tokens);
        if (expiresIn != null)
            body.put("expiresAt", Instant.now().plus(span(expiresIn)).toString());
        return body;
    }

    private static Duration span(String text) {
        return Spans.span(text).orElseThrow(() -> misuse("--expires-in is no time.", "Write 12h or 30d."));
    }
}
