package io.keywheel.admin;

import io.keywheel.admin.port.Operations;
import io.keywheel.token.TokenText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long work of this member: what runs, and for an hour what came of it. Any thread may ask. */
public final class LocalOperations implements Operations {
    private static final Logger LOG = LoggerFactory.getLogger(LocalOperations.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 100;
    private static final int ID_CHARACTERS = 16;

    private final InstantSource clock;
    private final Map<String, Work> all = new LinkedHashMap<>();

    /** One of them. */
    private static final class Work {
        private final OperationView begun;
        private final AtomicInteger done = new AtomicInteger();
        private volatile OperationView shown;

        Work(OperationView begun) {
            this.begun = begun;
            this.shown = begun;
        }

        OperationView view() {
            OperationView now = shown;
            if (now.state() != State.RUNNING) return now;
            return as(State.RUNNING, Optional.empty(), Optional.empty());
        }

        OperationView as(State state, Optional<Instant> endedAt, Optional<Object> result) {
            return new OperationView(
                    begun.id(), begun.kind(), state, done.get(), begun.total(), begun.startedAt(), endedAt, result);
        }
    }

    public LocalOperations(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<OperationView> find(String id) {
        return Optional.ofNullable(all.get(id)).map(Work::view);
    }

    @Override
    public OperationView begin(String kind, int total, Function<IntConsumer, CompletionStage<?>> order) {
        Instant now = clock.instant();
        String id = TokenText.digest(TokenText.random("")).substring(0, ID_CHARACTERS);
        Work work =
                new Work(new OperationView(id, kind, State.RUNNING, 0, total, now, Optional.empty(), Optional.empty()));
        keep(id, work, now);
        order.apply(work.done::addAndGet).whenComplete((result, thrown) -> end(work, result, thrown));
        return work.view();
    }

    private synchronized void keep(String id, Work work, Instant now) {
        all.values()
                .removeIf(w ->
                        w.shown.endedAt().map(e -> e.plus(KEPT).isBefore(now)).orElse(false));
        Iterator<Work> oldest = all.values().iterator();
        while (all.size() >= MOST && oldest.hasNext()) {
            if (oldest.next().shown.state() != State.RUNNING) oldest.remove();
        }
        all.put(id, work);
    }

    private void end(
            Work work,
            @org.jspecify.annotations.Nullable Object result,
            @org.jspecify.annotations.Nullable Throwable thrown) {
        if (thrown != null) LOG.error("Operation {} met a bug", work.begun.id(), thrown);
        State state = thrown == null ? State.SUCCEEDED : State.FAILED;
        work.shown = work.as(state, Optional.of(clock.instant()), Optional.ofNullable(result));
    }
}
