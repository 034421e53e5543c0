package io.keywheel.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Changes that are decided together and written together, each with the answer that it is to get. */
final class Round {

    /** One change that stands or is about to. */
    record Step(StoredRecord next, AuditedChange change, CompletableFuture<Acknowledgement> answer) {

        void answer(boolean durable) {
            answer.complete(new Acknowledgement.Applied(next, durable, List.of()));
        }
    }

    final List<CompletableFuture<Acknowledgement>> answers = new ArrayList<>();
    final List<Step> toWrite = new ArrayList<>();
    final List<Step> toKeep = new ArrayList<>();

    void answered(Acknowledgement answer) {
        answers.add(CompletableFuture.completedFuture(answer));
    }

    RecordStore.@Nullable Writing writing() {
        if (toWrite.isEmpty()) return null;
        return new RecordStore.Writing(
                toWrite.stream().map(Step::next).toList(),
                toWrite.stream().map(step -> step.change().audit()).toList());
    }

    CompletableFuture<List<Acknowledgement>> whole() {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(v -> answers.stream().map(CompletableFuture::join).toList());
    }
}
