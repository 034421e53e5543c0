package io.keywheel.gateway;

import io.keywheel.pool.Tally;
import org.jspecify.annotations.Nullable;

/** One exchange as it is counted. Belongs to one event loop. */
final class Counted {
    private final Tally tally;
    private final Tally.Asked asked;
    private Tally.@Nullable Attempted last;

    Counted(Tally tally, Tally.Asked asked) {
        this.tally = tally;
        this.asked = asked;
    }

    void attempted(Tally.Attempted attempt) {
        last = attempt;
        tally.attempted(asked, attempt);
    }

    void over() {
        tally.over(asked, last);
    }
}
