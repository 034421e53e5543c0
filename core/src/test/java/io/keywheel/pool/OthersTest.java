package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What other members are presumed to take before they have said so. */
class OthersTest {
    private final Others others = new Others();

    @Test
    void nothingIsPresumedOfOthersThatNeverTookAnything() {
        others.ownTook(50, 0);
        others.begin(100, 10);

        assertThat(others.presumed(10)).isZero();
    }

    @Test
    void theyAreThoughtToGoOnAsOfLateUntilTheNextNews() {
        others.took(100, 0, 0);

        assertThat(others.presumed(100)).isCloseTo(9, within(1.0));
        assertThat(others.presumed(250)).isCloseTo(19.5, within(1.0));
    }

    @Test
    void whatTheyTookLongAgoIsForgotten() {
        others.took(100, 0, 0);

        assertThat(others.presumed(10_000)).isLessThan(0.1);
    }

    @Test
    void ofAWholeLimitTheirPartIsLeftToThemForAMoment() {
        others.took(100, 0, 0);
        others.ownTook(100, 0);

        others.begin(60, 5_000);

        assertThat(others.presumed(5_000)).isCloseTo(30, within(0.5));
        assertThat(others.isBeginning(5_000)).isTrue();
        assertThat(others.presumed(5_700)).isLessThan(1);
    }

    @Test
    void whatTheySayThatTheyTookOfTheirPartIsNoLongerLeft() {
        others.took(100, 0, 0);
        others.ownTook(100, 0);
        others.begin(60, 5_000);

        others.took(20, 5_200, 5_200);

        assertThat(others.presumed(5_200)).isCloseTo(10, within(0.5));
    }

    @Test
    void whatTheProvidersFiguresShowOfThemIsNoLongerLeftEither() {
        others.took(100, 0, 0);
        others.ownTook(100, 0);
        others.begin(60, 5_000);

        others.known(25, 5_100);

        assertThat(others.presumed(5_100)).isCloseTo(5, within(0.5));
    }
}
