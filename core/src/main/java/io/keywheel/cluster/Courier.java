package io.keywheel.cluster;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Carries changes from the ledger to the cluster, on a thread of its own; what does not arrive is carried again. */
final class Courier implements Runnable {
    private static final int MOST_UNDER_WAY = 64;
    private static final long PAUSE_MILLIS = 100;
    private static final Executor LATER = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);

    private final Ledger ledger;
    private final Supplier<Optional<Grid>> grid;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);

    /** @param grid the cluster, while this node is in it */
    Courier(Ledger ledger, Supplier<Optional<Grid>> grid) {
        this.ledger = ledger;
        this.grid = grid;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Optional<Grid> now = grid.get();
                if (now.isPresent()) carryOne(now.get());
                else TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOne(Grid to) throws InterruptedException {
        room.acquire();
        Change change = ledger.next();
        offer(change, to).whenComplete((done, failure) -> {
            room.release();
            if (failure != null) LATER.execute(() -> ledger.tell(change));
        });
    }

    private static CompletionStage<?> offer(Change change, Grid to) {
        try {
            return change.offer(to);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }
}
