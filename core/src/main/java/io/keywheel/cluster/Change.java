package io.keywheel.cluster;

import io.keywheel.pool.KeyPool;
import java.util.concurrent.CompletionStage;

/** What one entry of the shared maps says or ought to say, by this node's clock. */
sealed interface Change permits RestChange, WheelChange, BudgetChange, SpentChange, LinkChange {

    /** The entry that it speaks of; each map has keys of a type of its own. */
    Object key();

    /** The name of the pool that it speaks of. */
    String pool();

    /** Lets the pool have it. */
    void adoptedBy(KeyPool pool);

    /** Of two changes of one entry the one that stands. */
    Change orNewer(Change other);

    /** Whether it is still worth telling. */
    boolean stands(long now);

    /** Whether the maps hold it, or something newer. */
    boolean isKnown(Picture there);

    /** Proposes it to the cluster. */
    CompletionStage<?> offer(Grid grid);
}
