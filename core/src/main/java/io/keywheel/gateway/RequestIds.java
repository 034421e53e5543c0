package io.keywheel.gateway;

import java.security.SecureRandom;

/** Ids of requests: a random start a loop, then counted, so that they are cheap and do not repeat. */
final class RequestIds {
    private final String start = "kw-" + Long.toString(new SecureRandom().nextLong() >>> 24, 36) + "-";
    private long count;

    String next() {
        return start + Long.toString(++count, 36);
    }
}
