package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What members ask one another, in words: each has half a second, and who says nothing is named. Alone, this process asks itself. */
public final class Questions {
    private static final String PREFIX = "words.";
    private static final long OWN_MILLIS = 500;

    private final Supplier<Optional<Grid>> grid;
    private final Answerers answerers;
    private final String self;
    private final Function<Collection<String>, List<String>> absent;

    /**
     * @param self this member's address
     * @param absent gives of those that are there who else ought to be
     */
    Questions(
            Supplier<Optional<Grid>> grid,
            Answerers answerers,
            String self,
            Function<Collection<String>, List<String>> absent) {
        this.grid = grid;
        this.answerers = answerers;
        this.self = self;
        this.absent = absent;
    }

    /** For a process without members. */
    public static Questions alone(String self) {
        return new Questions(Optional::empty, new Answerers(), self, present -> List.of());
    }

    /** From now on this member answers to {@code name}; {@code answerer} must be quick. */
    public void answer(String name, UnaryOperator<String> answerer) {
        answerers.add(PREFIX + name, Text.class, asked -> new Text(answerer.apply(asked.text())));
    }

    /** Asks all members, this one included. Ends within half a second. */
    public CompletionStage<Answers> ask(String name, String body) {
        Map<String, CompletableFuture<Text>> asked = new LinkedHashMap<>();
        asked.put(self, own(name, body));
        grid.get()
                .ifPresent(now -> now.others()
                        .forEach(member -> asked.put(Admission.address(member), ask(now, member, name, body))));
        CompletableFuture<?>[] all = asked.values().stream()
                .map(said -> said.exceptionally(Text::silence))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).thenApply(v -> collected(asked));
    }

    private CompletableFuture<Text> own(String name, String body) {
        return CompletableFuture.supplyAsync(() -> (Text) answerers.answer(PREFIX + name, new Text(body)))
                .orTimeout(OWN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static CompletableFuture<Text> ask(Grid now, Member member, String name, String body) {
        return now.ask(Line.QUICK, member, new Question(PREFIX + name, new Text(body)), Text.class);
    }

    private Answers collected(Map<String, CompletableFuture<Text>> asked) {
        Map<String, String> said = new LinkedHashMap<>();
        List<String> silent = new ArrayList<>();
        asked.forEach((address, answer) -> {
            if (answer.isCompletedExceptionally()) silent.add(address);
            else said.put(address, answer.join().text());
        });
        silent.addAll(absent.apply(asked.keySet()));
        return new Answers(said, silent);
    }
}
