package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import io.keywheel.records.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Sends all members what was decided, and waits for the word of each that it stands there. */
final class Circular {
    static final String NAME = "records.take";

    /**
     * What came of it.
     *
     * @param durable whether all that answered have it on their disks
     * @param unconfirmed addresses of those that did not answer
     */
    record Outcome(boolean durable, List<String> unconfirmed) {

        /** These cannot have heard of it. */
        Outcome with(List<String> absent) {
            List<String> all = new ArrayList<>(unconfirmed);
            all.addAll(absent);
            return new Outcome(durable, all);
        }
    }

    private Circular() {}

    /** Ends within three seconds, or as many for each batch where a slow member goes on answering. */
    static CompletableFuture<Outcome> send(Grid from, List<Member> to, List<StoredRecord> records) {
        List<Batch> batches = Batch.of(records);
        Map<Member, CompletableFuture<Boolean>> answers =
                to.stream().collect(Collectors.toMap(member -> member, member -> send(from, member, batches)));
        return CompletableFuture.allOf(answers.values().stream()
                        .map(answer -> answer.exceptionally(failure -> false))
                        .toArray(CompletableFuture<?>[]::new))
                .thenApply(v -> outcome(answers));
    }

    /** One batch after the other: who does not answer the first is not sent the others. */
    private static CompletableFuture<Boolean> send(Grid from, Member to, List<Batch> batches) {
        CompletableFuture<Boolean> durable = CompletableFuture.completedFuture(true);
        for (Batch batch : batches) {
            durable = durable.thenCompose(before -> from.ask(Line.WRITTEN, to, new Question(NAME, batch), Taken.class)
                    .thenApply(taken -> before && taken.durable()));
        }
        return durable;
    }

    private static Outcome outcome(Map<Member, CompletableFuture<Boolean>> answers) {
        boolean durable = true;
        List<String> unconfirmed = new ArrayList<>();
        for (Map.Entry<Member, CompletableFuture<Boolean>> answer : answers.entrySet()) {
            if (answer.getValue().isCompletedExceptionally()) unconfirmed.add(Admission.address(answer.getKey()));
            else durable &= answer.getValue().join();
        }
        return new Outcome(durable, unconfirmed);
    }
}
