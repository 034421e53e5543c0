package io.keywheel;

import io.keywheel.pool.RequestTrail;
import io.keywheel.usage.UsageCounts;
import org.jspecify.annotations.Nullable;

/** Who is told of requests: the ring that operators look at, and the counts. */
record Told(RequestTrail.Listener ring, UsageCounts counts) implements RequestTrail.Listener {

    @Override
    public void ended(RequestTrail trail) {
        ring.ended(trail);
    }

    @Override
    public void attempted(Asked asked, Attempted attempt) {
        counts.attempted(asked, attempt);
    }

    @Override
    public void over(Asked asked, @Nullable Attempted last) {
        counts.over(asked, last);
    }
}
