package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.Shell;
import io.keywheel.cli.api.AdminApi;
import io.keywheel.cli.api.Ask;
import io.keywheel.cli.api.Doc;
import io.keywheel.cli.api.EventFeed;
import io.keywheel.cli.api.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywheel events}. */
@Command(
        name = "events",
        description = {
            "Print what happened, or follow what happens.",
            "The newest comes last. With --json one object a line."
        })
final class EventsCommand extends OnServer {
    @Option(names = "--follow", description = "Go on, over broken connections too, until stopped.")
    private boolean follow;

    @Option(names = "--since", paramLabel = "ID", description = "With --follow: begin behind this event.")
    private @Nullable Long since;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those, such as key-rejected.")
    private @Nullable String type;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Without --follow: how many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    EventsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(AdminApi api, Output out) {
        Ask ask = Ask.get("/events").with("type", Optional.ofNullable(type));
        if (follow) return follow(api, ask, out);
        List<Doc> events = api.send(ask.with("limit", limit)).doc().list("items");
        events.stream()
                .sorted((a, b) -> Long.compare(a.number("id"), b.number("id")))
                .forEach(event -> print(event, out));
        return Exit.OK;
    }

    private int follow(AdminApi api, Ask ask, Output out) {
        try {
            new EventFeed(api, ask, Optional.ofNullable(since).map(Object::toString)).follow(new Printing(out));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Exit.OK;
    }

    /** Ends with its reader: {@code keywheel events --follow | head}. */
    private record Printing(Output out) implements EventFeed.Listener {
        @Override
        public void event(Doc event) {
            print(event, out);
        }

        @Override
        public void missed() {
            out.say("Some events are missing here: more happened than the server keeps.");
        }

        @Override
        public void lost(String why, Duration wait) {
            out.say("The connection broke (" + Table.clean(why) + "), next try in " + wait.toSeconds() + " s.");
        }

        @Override
        public boolean goesOn() {
            return !out.out().checkError();
        }
    }

    private static void print(Doc event, Output out) {
        if (out.json()) {
            out.line(Json.line(event));
            return;
        }
        String data = event.in("data").fields().entrySet().stream()
                .filter(field -> !String.valueOf(field.getValue()).isEmpty())
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
        out.line(Table.clean(
                event.text("id") + "  " + Spans.local(event.text("at")) + "  " + event.text("type") + "  " + data));
    }
}
