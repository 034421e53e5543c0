package io.keywheel.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this node in its cluster, on a thread of its own: joins, joins again after a fall, and compares each second. */
final class Membership implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final long COMPARED_EVERY_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long LEAVING_MILLIS = 4_000;

    private final Supplier<Grid> entrance;
    private final Admission admission;
    private final Ledger ledger;
    private final Consumer<String> fatal;
    private volatile @Nullable Grid grid;
    private volatile boolean stopped;

    /**
     * @param entrance joins the members or begins a cluster
     * @param fatal told why this node may not be a member, once it has left
     */
    Membership(Supplier<Grid> entrance, Admission admission, Ledger ledger, Consumer<String> fatal) {
        this.entrance = entrance;
        this.admission = admission;
        this.ledger = ledger;
        this.fatal = fatal;
    }

    /** The cluster, while this node is in it. */
    Optional<Grid> grid() {
        return Optional.ofNullable(grid).filter(Grid::isRunning);
    }

    @Override
    public void run() {
        long pause = COMPARED_EVERY_MILLIS;
        while (!stopped) {
            pause = stepped() ? COMPARED_EVERY_MILLIS : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            if (!stopped) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
        // Who stopped may have looked before this thread had joined.
        leave();
    }

    private boolean stepped() {
        try {
            step();
            return true;
        } catch (RuntimeException e) {
            if (!stopped) LOG.warn("The cluster is away, this node serves with what it knows: {}", e.toString());
            return false;
        }
    }

    private void step() {
        List<Change> known = ledger.standing();
        if (grid != null && grid().isEmpty()) LOG.warn("This node fell out of the cluster and joins again");
        Grid now = grid().orElseGet(entrance);
        if (stopped) now.terminate();
        else if (mayStay(now)) putRight(now, known);
    }

    /** After a split has healed, too, the half that joined is looked at. */
    private boolean mayStay(Grid now) {
        admission.ask(now);
        Optional<String> refusal = admission.refusal(now.members());
        if (refusal.isEmpty()) return true;
        stopped = true;
        now.terminate();
        fatal.accept(refusal.get());
        return false;
    }

    /** What stands here and not there, be it lost or overruled by a merge, is told again. */
    private void putRight(Grid now, List<Change> known) {
        grid = now;
        Picture there = now.compare();
        for (Change change : known) if (!change.isKnown(there)) ledger.tell(change);
    }

    /** No longer joins again. */
    void stopKeeping() {
        stopped = true;
    }

    /** Leaves with a word, or without one where that takes longer than a few seconds. */
    void leave() {
        grid().ifPresent(Membership::leave);
    }

    private static void leave(Grid grid) {
        Thread leaving = new Thread(grid::leave, "keywheel-leaving");
        leaving.setDaemon(true);
        leaving.start();
        try {
            leaving.join(LEAVING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (grid.isRunning()) grid.terminate();
    }
}
