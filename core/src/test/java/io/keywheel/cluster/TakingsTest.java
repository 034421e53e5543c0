package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Scope;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What counts of the totals that another member says. */
class TakingsTest {
    private static final Scope SCOPE = new Scope(Reach.GROUP_MODEL, "g", "m");
    private static final SpentKey PER_MINUTE = key(Dimension.REQUESTS_PER_MINUTE);
    private static final SpentKey PER_DAY = key(Dimension.REQUESTS_PER_DAY);

    private long now = TimeUnit.DAYS.toMillis(20_000);
    private final Takings takings = new Takings();

    private static SpentKey key(Dimension dimension) {
        return new SpentKey("p", SCOPE, dimension, "127.0.0.1:1");
    }

    private Spent said(long run, long number, double total) {
        return new Spent(run, number, total, now - 250, now);
    }

    private Optional<Taking> hear(SpentKey key, Spent said) {
        return takings.heard(key, said, now);
    }

    /** All that counts when these words are heard, a second after one another. */
    private double heard(Spent... words) {
        double sum = 0;
        for (Spent one : words) {
            now += 1_000;
            Spent said = one.shifted(1_000);
            sum += hear(PER_DAY, said).map(Taking::amount).orElse(0.0);
        }
        return sum;
    }

    @Test
    void whatCameAfterTheLastWordsCountsFromThenOn() {
        hear(PER_MINUTE, said(1, 1, 5));
        now += 10_000;
        assertThat(hear(PER_MINUTE, said(1, 2, 8))).hasValue(new Taking(3, now - 250, now));
    }

    @Test
    void theFirstWordsOfARunCountWhole() {
        assertThat(hear(PER_MINUTE, said(1, 1, 5))).hasValue(new Taking(5, now - 250, now));
    }

    @Test
    void theTotalOfAMemberThatIsMetInTheMiddleOfItsRunIsWhereOneBegins() {
        assertThat(hear(PER_MINUTE, said(1, 400, 9_000))).isEmpty();
        assertThat(hear(PER_MINUTE, said(1, 401, 9_002)).map(Taking::amount)).hasValue(2.0);
    }

    @Test
    void wordsThatAreHeardAgainOrLateCountNothing() {
        assertThat(heard(said(1, 1, 5), said(1, 2, 8), said(1, 1, 5), said(1, 2, 8)))
                .isEqualTo(8);
    }

    @Test
    void aMemberThatRestartedBeginsAtNothingAndTakesNothingBack() {
        assertThat(heard(said(1, 1, 500), said(2, 1, 4), said(2, 2, 6))).isEqualTo(506);
    }

    @Test
    void whatIsGivenBackCountsLessThanNothing() {
        assertThat(heard(said(1, 1, 5_000), said(1, 2, 300))).isEqualTo(300);
    }

    @Test
    void wordsThatWereMissedAreInTheNextOnesSinceTheLastThatWereHeard() {
        hear(PER_MINUTE, said(1, 1, 5));
        now += 10_000;
        assertThat(hear(PER_MINUTE, said(1, 9, 25))).hasValue(new Taking(20, now - 10_000, now));
    }

    @Test
    void whatWasTakenLongerAgoThanTheLimitsPeriodHasComeBack() {
        hear(PER_MINUTE, said(1, 1, 0.5));
        now += 600_000;
        assertThat(hear(PER_MINUTE, said(1, 9, 600.5))).hasValue(new Taking(60, now - 60_000, now));
        Spent old = said(2, 1, 7);
        now += 60_000;
        assertThat(hear(PER_MINUTE, old)).isEmpty();
    }

    @Test
    void aMemberThatWasAwayTooLongIsMetAnew() {
        hear(PER_DAY, said(1, 7, 50));
        now += TimeUnit.MINUTES.toMillis(21);
        assertThat(hear(PER_DAY, said(1, 900, 8_000))).isEmpty();
    }
}
