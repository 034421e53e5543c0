package io.keywheel.cli.operate;

import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Ask;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code keywheel tokens rm}. */
@Command(name = "rm", description = "Revoke tokens, at once on all members.")
final class TokensRemove extends OnServer {
    @Parameters(paramLabel = "KIND", index = "0", description = "admin or caller.")
    private TokenKind kind = TokenKind.caller;

    @Parameters(paramLabel = "ID", index = "1..*", arity = "1..*", description = "The tokens.")
    private List<String> ids = new ArrayList<>();

    TokensRemove(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        int exit = 0;
        for (String id : ids) {
            Answer answer = api.send(Ask.of("DELETE", "/tokens/" + kind.name() + "/" + Ask.part(id)));
            exit = Math.max(exit, Changes.tell(answer, id + " is revoked", out));
        }
        return exit;
    }
}
