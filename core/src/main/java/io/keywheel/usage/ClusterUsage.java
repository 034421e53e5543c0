package io.keywheel.usage;

import io.keywheel.admin.port.UsageQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        return ledger.find(range, by::of).thenCombine(heard, (own, theirs) -> answer(question, range, own, theirs));
    }

    private static Usage answer(Question question, Range range, Found own, Asking.Heard theirs) {
        List<String> missing = new ArrayList<>(theirs.silent());
        if (!own.isWhole()) missing.add(OWN_STORE);
        Map<String, Map<Long, Telling>> series = new TreeMap<>();
        add(own, series);
        theirs.answers().forEach((member, found) -> {
            if (!found.isWhole()) missing.add(member + ": its store");
            add(found, series);
        });
        return new Usage(
                question.by(),
                Instant.ofEpochMilli(range.from()),
                Instant.ofEpochMilli(range.to()),
                range.stepText(),
                series.entrySet().stream()
                        .map(e -> new Series(e.getKey(), points(e.getValue())))
                        .toList(),
                List.copyOf(missing));
    }

    private static void add(Found found, Map<String, Map<Long, Telling>> series) {
        found.steps()
                .forEach((at, slice) -> slice.forEach((key, counts) -> {
                    // What no key was asked for has no name where keys are told apart.
                    if (key.key().isEmpty()) return;
                    series.computeIfAbsent(key.key(), k -> new TreeMap<>())
                            .computeIfAbsent(at, a -> new Telling())
                            .add(key, counts);
                }));
    }

    private static List<Point> points(Map<Long, Telling> steps) {
        return steps.entrySet().stream()
                .map(e -> point(Instant.ofEpochMilli(e.getKey()), e.getValue()))
                .toList();
    }

    private static Point point(Instant at, Telling telling) {
        return new Point(at, telling.counts(), telling.tokens(), telling.latency());
    }
}
