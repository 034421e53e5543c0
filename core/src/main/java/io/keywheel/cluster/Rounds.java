package io.keywheel.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is compared with the other members each second, on a thread of its own: it may wait for them. */
final class Rounds implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long EVERY_MILLIS = 1_000;

    private final Supplier<Optional<Grid>> grid;
    private final List<Consumer<Optional<Grid>>> works = new CopyOnWriteArrayList<>();

    Rounds(Supplier<Optional<Grid>> grid) {
        this.grid = grid;
    }

    /** @param work is given the cluster, while this node is in it */
    void add(Consumer<Optional<Grid>> work) {
        works.add(work);
    }

    @Override
    public void run() {
        try {
            while (true) {
                works.forEach(this::once);
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(Consumer<Optional<Grid>> work) {
        try {
            work.accept(grid.get());
        } catch (RuntimeException e) {
            // As where this node falls out of the cluster meanwhile; the next round begins anew.
            LOG.debug("A round with the other members was not finished", e);
        }
    }
}
