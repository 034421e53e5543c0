package io.keywheel.usage;

import io.keywheel.pool.Tally;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the running minute on the hot path: no lock, no call, a look-up and a few additions for each attempt. */
public final class UsageCounts implements Tally {
    private final InstantSource clock;
    private final Deque<Minute> ended = new ArrayDeque<>();
    private volatile Minute current;

    /** @param clock of the wall */
    public UsageCounts(InstantSource clock) {
        this.clock = clock;
        this.current = new Minute(Step.MINUTE.floor(clock.millis()));
    }

    @Override
    public void attempted(Asked asked, Attempted attempt) {
        long now = clock.millis();
        cell(asked, attempt.key(), attempt.outcome().name(), now).attempted(attempt, now);
    }

    @Override
    public void over(Asked asked, @Nullable Attempted last) {
        String key = last == null ? "" : last.key();
        String outcome = last == null ? CellKey.UNSERVED : last.outcome().name();
        cell(asked, key, outcome, clock.millis()).over();
    }

    private Cell cell(Asked asked, String key, String outcome, long now) {
        return minute(now).cell(new CellKey(asked.provider(), key, asked.model(), asked.caller(), outcome));
    }

    private Minute minute(long now) {
        Minute minute = current;
        return now < minute.end() ? minute : next(now);
    }

    /** Once a minute. Where the clock is set back the newest goes on: an earlier one would be written over what it had. */
    private synchronized Minute next(long now) {
        Minute minute = current;
        if (now < minute.end()) return minute;
        ended.add(minute);
        Minute next = new Minute(Step.MINUTE.floor(now));
        current = next;
        return next;
    }

    /** Minutes that are over, the oldest first, until they are {@link #drop dropped}, and the running one. */
    List<Minute> minutes() {
        minute(clock.millis());
        synchronized (this) {
            List<Minute> minutes = new ArrayList<>(ended);
            minutes.add(current);
            return minutes;
        }
    }

    synchronized void drop(Minute minute) {
        ended.remove(minute);
    }
}
