package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Rest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClusterTimeTest {
    private long cluster = 1_000_000;
    private long pool = 5_000;
    private final ClusterTime time = new ClusterTime(() -> cluster, () -> Instant.ofEpochMilli(pool));

    private static Rest rest(long since, long until) {
        return new Rest(Dimension.UNSTATED, since, until, Outcome.RATE_LIMITED, 1, 0);
    }

    @Test
    void aRestIsAsLongByEitherClock() {
        assertThat(time.toCluster(rest(5_000, 6_500))).isEqualTo(rest(1_000_000, 1_001_500));
        assertThat(time.toPool(rest(1_000_000, 1_001_500))).isEqualTo(rest(5_000, 6_500));
        assertThat(time.now()).isEqualTo(1_000_000);
    }

    @Test
    void aRestThatOnlySomebodyClearsHasNoTimeToTranslate() {
        assertThat(time.toPool(rest(1_000_000, Rest.UNTIL_CLEARED)).until()).isEqualTo(Rest.UNTIL_CLEARED);
    }

    @Test
    void theTrembleOfTwoClocksDoesNotMoveARestThatComesBack() {
        Rest told = time.toCluster(rest(5_000, 6_500));
        cluster += 25;
        assertThat(time.toPool(told)).isEqualTo(rest(5_000, 6_500));
    }

    @Test
    void aClusterClockThatWasSetIsFollowed() {
        cluster += 3_600_000;
        assertThat(time.toCluster(rest(5_000, 6_500)).until()).isEqualTo(4_601_500);
    }
}
