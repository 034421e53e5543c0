package io.keywheel.admin.http;

import java.security.SecureRandom;

/** Ids of the admin plane's requests: a random start, then counted. */
final class RequestIds {
    private final String start = "kwa-" + Long.toString(new SecureRandom().nextLong() >>> 24, 36) + "-";
    private long count;

    String next() {
        return start + Long.toString(++count, 36);
    }
}
