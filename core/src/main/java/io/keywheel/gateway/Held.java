package io.keywheel.gateway;

import io.vertx.core.buffer.Buffer;

/** What is held back of an answer until it is known whether the caller gets it: everything before the commit point. */
sealed interface Held permits HeldBody, HeldStream {

    enum Decision {
        /** Not enough was read to tell. */
        WAIT,
        /** The caller gets it. */
        KEEP,
        /** It is, or may be, an error: the dialect reads {@link Held#evidence}. */
        JUDGE,
        /** It ended before it said anything, or is no answer at all. */
        BROKEN
    }

    Decision add(Buffer piece);

    /** The answer ended. */
    Decision end();

    /** Everything that was read. */
    Buffer bytes();

    /** What the dialect should judge. */
    byte[] evidence();
}
