package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who waits, who goes and who is refused, by a clock that the test turns. */
class WaitingLineTest {
    private static final Dimension MINUTE = Dimension.REQUESTS_PER_MINUTE;

    private final ManualClock clock = new ManualClock();
    private final KeyPool pool = new KeyPool("groq", KeyPoolTest.keys(1), clock, PoolShare.ALONE, PoolListener.NONE);
    private final WaitingLine<String> line = new WaitingLine<>(pool);

    /** The only key's window: so many are left now, all of ten again in {@code reset}. */
    private void theKeyHasLeft(int remaining, long reset) {
        theKeyHasLeft(remaining, 10, reset);
    }

    private void theKeyHasLeft(int remaining, int limit, long reset) {
        Lease lease = (Lease) pool.acquire(new Demand("m"));
        lease.observed(List.of(new Observation(MINUTE, limit, remaining, reset)));
        lease.settle(Verdict.succeeded());
    }

    private Optional<Exhausted> admit(String waiter, long patience) {
        return line.admit(waiter, new Demand("m"), clock.millis() + patience, clock.millis());
    }

    private List<String> letGo() {
        List<String> said = new ArrayList<>();
        for (WaitingLine.Turn<String> turn : line.letGo(clock.millis())) {
            if (turn instanceof WaitingLine.Turn.Goes<String> goes) said.add(goes.waiter() + " goes");
            if (turn instanceof WaitingLine.Turn.Refused<String> refused) said.add(refused.waiter() + " is refused");
        }
        return said;
    }

    @Test
    void whoCameFirstGoesFirstWhenTheKeyReturns() {
        theKeyHasLeft(0, 100, 1_000);
        List.of("a", "b", "c").forEach(w -> assertThat(admit(w, 5_000)).isEmpty());

        clock.pass(line.nextLook() - clock.millis());

        assertThat(letGo()).containsExactly("a goes", "b goes", "c goes");
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.nextLook()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nobodyGoesBeforeTheKeyReturns() {
        theKeyHasLeft(0, 1_000);
        admit("a", 5_000);

        clock.pass(900);

        assertThat(letGo()).isEmpty();
        assertThat(line.nextLook() - clock.millis()).isBetween(90L, 130L);
    }

    @Test
    void whatCannotBeServedInTimeIsToldTheTimeForItsPlace() {
        theKeyHasLeft(0, 3_000);

        Exhausted why = admit("a", 2_000).orElseThrow();

        assertThat(why.reason()).isEqualTo(Exhausted.Reason.ALL_REST);
        assertThat(why.soonest().orElseThrow() - clock.millis()).isBetween(2_990L, 3_030L);
        assertThat(line.isEmpty()).isTrue();
    }

    @Test
    void thoseAheadCountInTheTimeForAPlace() {
        theKeyHasLeft(0, 1_000);
        clock.pass(1_100);
        theKeyHasLeft(0, 5_000);
        for (int i = 0; i < 10; i++) assertThat(admit("ahead" + i, 6_000)).isEmpty();

        assertThat(admit("late", 6_000)).isPresent();
    }

    @Test
    void aThousandWaitAndNoMore() {
        Lease lease = (Lease) pool.acquire(new Demand("m"));
        lease.settle(Verdicts.rateLimited(1_000));
        IntStream.range(0, 1_000).forEach(i -> assertThat(admit("w" + i, 5_000)).isEmpty());

        assertThat(admit("one more", 5_000)).isPresent();
        line.leave("w500");
        assertThat(admit("one more", 5_000)).isEmpty();
    }

    @Test
    void oneWhoLeftIsNeverLetGo() {
        theKeyHasLeft(0, 100, 1_000);
        List.of("a", "b", "c").forEach(w -> admit(w, 5_000));
        line.leave("b");

        clock.pass(1_100);

        assertThat(letGo()).containsExactly("a goes", "c goes");
    }

    @Test
    void whenTheFirstLeavesTheNextIsLookedAtAtOnce() {
        theKeyHasLeft(0, 1_000);
        admit("a", 5_000);
        admit("b", 5_000);

        line.leave("a");

        assertThat(line.nextLook()).isLessThanOrEqualTo(clock.millis());
    }

    @Test
    void aKeyThatReturnsLateCostsThosePlacesWhosePatienceEnds() {
        theKeyHasLeft(0, 1_000);
        admit("patient", 60_000);
        admit("hasty", 1_200);
        theKeyRestsLonger(5_000);

        clock.pass(1_300);

        assertThat(letGo()).containsExactly("hasty is refused");
        assertThat(line.size()).isEqualTo(1);
    }

    /** What another member of the cluster met. */
    private void theKeyRestsLonger(long millis) {
        long now = clock.millis();
        pool.adopt(
                new Scope(Reach.GROUP_MODEL, "k1", "m"),
                new Rest(MINUTE, now, now + millis, Outcome.RATE_LIMITED, 0, 1));
    }

    @Test
    void oneThatMayNotWaitForTheNewTimeIsRefusedAndTheNextIsAsked() {
        theKeyHasLeft(0, 1_000);
        admit("hasty", 1_200);
        admit("patient", 60_000);
        clock.pass(1_060);
        theKeyRestsLonger(5_000);

        assertThat(letGo()).containsExactly("hasty is refused");
        assertThat(line.nextLook() - clock.millis()).isBetween(4_900L, 5_050L);
    }
}
