package io.keywheel.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all bodies held for replay may take together, over all event loops. */
final class BodyBudget {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /** Whether {@code bytes} more may be held; where not, nothing was taken. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= most) return true;
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        if (bytes != 0) held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
