package io.keywheel.usage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks all other members, for half a second. */
final class Asking {
    static final long MILLIS = 500;

    /**
     * What came of it.
     *
     * @param silent members that said nothing in time, or nothing that can be read
     */
    record Heard(Map<String, Found> answers, List<String> silent) {}

    private final Others others;

    Asking(Others others) {
        this.others = others;
    }

    /** Ends within half a second, whatever members do. */
    CompletionStage<Heard> ask(byte[] question) {
        Map<String, Found> answers = Collections.synchronizedMap(new TreeMap<>());
        List<String> silent = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        others.ask(question)
                .forEach((member, answer) -> all.add(answer.toCompletableFuture()
                        .copy()
                        .orTimeout(MILLIS, TimeUnit.MILLISECONDS)
                        .thenApply(Parcel::read)
                        .thenAccept(found -> answers.put(member, found))
                        .exceptionally(failure -> {
                            silent.add(member);
                            return null;
                        })));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(v -> new Heard(answers, silent.stream().sorted().toList()));
    }
}
