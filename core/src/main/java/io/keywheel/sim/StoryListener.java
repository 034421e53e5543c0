package io.keywheel.sim;

import io.keywheel.pool.Exhausted;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Verdict;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns the pool's events into happenings of the story. Called by any thread. */
final class StoryListener implements PoolListener {
    private static final Duration FOREVER = Duration.ofDays(1);

    private final Supplier<Duration> clock;
    private final Consumer<Happening> tell;

    StoryListener(Supplier<Duration> clock, Consumer<Happening> tell) {
        this.clock = clock;
        this.tell = tell;
    }

    @Override
    public void rested(PoolKey key, String model, Rest rest, Verdict why) {
        tell.accept(new Happening.Rested(clock.get(), key.id(), why.outcome(), why.status(), wait(rest)));
    }

    @Override
    public void rotated(PoolKey from, PoolKey to, String model) {
        tell.accept(new Happening.Rotated(clock.get(), to.id()));
    }

    @Override
    public void exhausted(String model, Exhausted why) {
        tell.accept(new Happening.AllRest(clock.get()));
    }

    private static Duration wait(Rest rest) {
        return rest.until() == Rest.UNTIL_CLEARED ? FOREVER : Duration.ofMillis(rest.until() - rest.since());
    }
}
