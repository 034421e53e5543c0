package io.keywheel.cli.operate;

import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.AdminApi.Answer;
import io.keywheel.cli.api.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keywheel keys rm}. */
@Command(
        name = "rm",
        description = {
            "Remove keys. No request begins with them any more; answers that run finish, unless --force.",
            "Of several keys, those after one that is refused stay."
        })
final class KeysRemove extends OnServer {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "The keys.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--force", description = "Cut running answers within a second.")
    private boolean force;

    @Option(names = "--after", paramLabel = "TIME", description = "Only after so long (10s); until then: keys restore.")
    private @Nullable String after;

    KeysRemove(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        int exit = 0;
        for (String id : ids) {
            Ask ask = Ask.of("DELETE", "/keys/" + Ask.part(id)).with("after", Optional.ofNullable(after));
            Answer answer = api.send(force ? ask.with("force", true) : ask);
            if (out.json() && !answer.text().isEmpty()) out.json(answer.doc());
            String how = after == null ? " is removed" : " is out of rotation, and removed after " + after;
            exit = Math.max(exit, Changes.tell(answer, id + how, out));
        }
        return exit;
    }
}
