package io.keywheel.gateway;

import io.keywheel.pool.Usage;
import io.vertx.core.buffer.Buffer;

/** Looks at a kept answer as it goes by, for what it was billed. */
interface Watch {

    void watch(Buffer piece);

    /**
     * What the answer says it was billed; nothing where its end, which says it, did not come. Asked once no more of it comes.
     *
     * @param whole whether the answer ended as HTTP has it
     */
    Usage billed(boolean whole);

    /** Of an answer that is there whole. */
    static Watch of(Usage usage) {
        return usage.isNone() ? NOTHING : new Known(usage);
    }

    /** Nothing is to be known of the answer. */
    Watch NOTHING = new Known(Usage.NONE);

    /** There is nothing left to look at. */
    record Known(Usage usage) implements Watch {
        @Override
        public void watch(Buffer piece) {}

        @Override
        public Usage billed(boolean whole) {
            return usage;
        }
    }
}
