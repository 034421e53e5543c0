package io.keywheel.pool;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One scope's state, shared by every place that it covers. Not guarded by a lock, since many lanes share it. */
final class Cell {
    private final AtomicReference<ScopeState> state = new AtomicReference<>(ScopeState.FREE);

    ScopeState get() {
        return requireNonNull(state.get());
    }

    /** Takes the next step from where the state was seen, unless somebody was faster. */
    boolean step(ScopeState from, ScopeState to) {
        return state.compareAndSet(from, to);
    }

    void change(UnaryOperator<ScopeState> step) {
        state.updateAndGet(step);
    }
}
