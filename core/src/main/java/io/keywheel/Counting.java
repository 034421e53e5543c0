package io.keywheel;

import io.keywheel.admin.port.KeyUsage;
import io.keywheel.admin.port.LaneHistory;
import io.keywheel.admin.port.UsageQuery;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.RequestTrail;
import io.keywheel.usage.ClusterLately;
import io.keywheel.usage.ClusterUsage;
import io.keywheel.usage.LaneBook;
import io.keywheel.usage.Ledger;
import io.keywheel.usage.Others;
import io.keywheel.usage.UsageAnswers;
import io.keywheel.usage.UsageCounts;
import io.keywheel.usage.UsageStore;
import java.time.InstantSource;
import java.util.Collection;

/** What this process counts and remembers of its keys, tied together. */
final class Counting implements AutoCloseable {
    private final InstantSource wall = InstantSource.system();
    private final UsageCounts counts = new UsageCounts(wall);
    private final Ledger ledger;
    private final LaneBook lanes;
    private final Others others;

    /** @param pools may grow later */
    Counting(Collection<KeyPool> pools, UsageStore store, Others others) {
        this.ledger = new Ledger(counts, store, wall);
        this.lanes = new LaneBook(new PoolStates(pools), wall);
        this.others = others;
    }

    void start() {
        ledger.start(lanes::look);
    }

    RequestTrail.Listener listener(RequestTrail.Listener ring) {
        return new Told(ring, counts);
    }

    PoolListener poolListener() {
        return lanes.listener();
    }

    UsageQuery usage() {
        return new ClusterUsage(ledger, others, wall);
    }

    KeyUsage keyUsage() {
        return new ClusterLately(ledger, others, wall);
    }

    LaneHistory lanes() {
        return lanes;
    }

    /** What other members' questions are answered by. */
    UsageAnswers answers() {
        return new UsageAnswers(ledger);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
