package io.keywheel.usage;

import io.keywheel.admin.port.UsageQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Counts over time, of all members: each counted for itself, and is asked. */
public final class ClusterUsage implements UsageQuery {
    private static final String OWN_STORE = "this member's store";

    private final Ledger ledger;
    private final Asking asking;
    private final InstantSource clock;

    public ClusterUsage(Ledger ledger, Others others, InstantSource clock) {
        this.ledger = ledger;
        this.asking = new Asking(others);
        this.clock = clock;
    }

    @Override
    public CompletionStage<Usage> ask(Question question) {
        Range range = Range.of(question, clock.millis());
        By by = By.named(question.by());
        CompletionStage<Asking.Heard> heard = asking.ask(UsageAnswers.question(by, range));
        return ledger.find(range).thenCombine(heard, (own, theirs) -> {
            Table table = new Table();
            List<String> missing = new ArrayList<>(theirs.silent());
            if (!own.read(range.step(), (at, key, counts) -> table.add(at, by.name(key), key.outcome(), counts)))
                missing.add(OWN_STORE);
            theirs.answers().forEach((member, found) -> {
                if (!found.isWhole()) missing.add(member + ": its store");
                found.steps()
                        .forEach((at, slice) ->
                                slice.forEach((key, counts) -> table.add(at, key.key(), key.outcome(), counts)));
            });
            return answer(question, range, table, missing);
        });
    }

    private static Usage answer(Question question, Range range, Table table, List<String> missing) {
        return new Usage(
                question.by(),
                Instant.ofEpochMilli(range.from()),
                Instant.ofEpochMilli(range.to()),
                range.stepText(),
                table.series(),
                List.copyOf(missing));
    }
}
