package io.keywheel.admin.endpoint;

import io.keywheel.admin.keyfile.KeyLine;
import io.keywheel.admin.port.By;
import io.keywheel.admin.port.KeyChange;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.NewKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/** One import: gives the keys of a text to the pool, a hundred at a time, and says what became of each line. */
record Import(Keys keys, List<KeyLine> lines, boolean dryRun, By by) {
    private static final int STEP = 100;

    /** What became of a line. */
    enum Result {
        ADDED,
        DUPLICATE,
        INVALID
    }

    record Line(int line, Result result, Optional<String> id, Optional<String> masked, Optional<String> reason) {
        static Line invalid(int line, String why) {
            return new Line(line, Result.INVALID, Optional.empty(), Optional.empty(), Optional.of(why));
        }
    }

    record Report(boolean dryRun, int added, int duplicate, int invalid, List<Line> lines) {}

    /** @param progress told how many lines are done */
    CompletionStage<Report> run(IntConsumer progress) {
        CompletionStage<List<Line>> done = CompletableFuture.completedFuture(new ArrayList<>());
        for (int from = 0; from < lines.size(); from += STEP) {
            List<KeyLine> step = lines.subList(from, Math.min(lines.size(), from + STEP));
            done = done.thenCompose(before -> step(step).thenApply(results -> {
                before.addAll(results);
                progress.accept(step.size());
                return before;
            }));
        }
        return done.thenApply(this::report);
    }

    private CompletionStage<List<Line>> step(List<KeyLine> step) {
        List<NewKey> wanted = step.stream().flatMap(l -> l.key().stream()).toList();
        return keys.createAll(wanted, dryRun, by).thenApply(changes -> {
            List<Line> results = new ArrayList<>();
            int next = 0;
            for (KeyLine line : step) {
                if (line.key().isPresent()) results.add(told(line, line.key().get(), changes.get(next++)));
                else results.add(Line.invalid(line.number(), line.flaw().orElse("")));
            }
            return results;
        });
    }

    private static Line told(KeyLine line, NewKey key, KeyChange change) {
        Optional<String> masked = Optional.of(key.secret().masked());
        if (change instanceof KeyChange.Done done)
            return new Line(line.number(), Result.ADDED, Optional.of(done.key().id()), masked, Optional.empty());
        if (change instanceof KeyChange.Accepted accepted)
            return new Line(
                    line.number(),
                    Result.ADDED,
                    accepted.key().map(k -> k.id()),
                    masked,
                    Optional.of("not confirmed yet by " + String.join(", ", accepted.missing())));
        if (change instanceof KeyChange.Exists exists && exists.sameSecret())
            return new Line(line.number(), Result.DUPLICATE, Optional.of(exists.id()), masked, Optional.empty());
        String why = KeyAnswers.of(change).body().map(Import::detail).orElse("");
        return new Line(line.number(), Result.INVALID, Optional.empty(), masked, Optional.of(why));
    }

    private static String detail(Object problem) {
        return io.keywheel.admin.http.Problem.detail(problem);
    }

    private Report report(List<Line> results) {
        return new Report(
                dryRun,
                count(results, Result.ADDED),
                count(results, Result.DUPLICATE),
                count(results, Result.INVALID),
                results);
    }

    private static int count(List<Line> results, Result result) {
        return (int) results.stream().filter(l -> l.result() == result).count();
    }
}
