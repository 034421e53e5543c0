package io.keywheel.admin.port;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Long work that somebody asks about. */
public interface Operations {
    Optional<OperationView> find(String id);

    /**
     * Begins it.
     *
     * @param total how much there is to do
     * @param work given whom to tell how much is done; what it comes to becomes the result
     */
    OperationView begin(String kind, int total, Function<IntConsumer, CompletionStage<?>> work);

    /**
     * How far it is.
     *
     * @param result once it has succeeded
     */
    record OperationView(
            String id,
            String kind,
            State state,
            int done,
            int total,
            Instant startedAt,
            Optional<Instant> endedAt,
            Optional<Object> result) {}

    /** How it stands. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
