package io.keywheel.admin.port;

import java.util.concurrent.CompletionStage;

/** Seals every record with the newest master key. */
public interface Resealing {

    /** How many records there are. */
    int records();

    /**
     * Seals them anew.
     *
     * @param progress told how many are done
     */
    CompletionStage<Integer> reseal(java.util.function.IntConsumer progress, By by);
}
