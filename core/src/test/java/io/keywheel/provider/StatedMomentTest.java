package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedMomentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.9995Z");

    @ParameterizedTest
    @CsvSource({
        "'Sun, 01 Mar 2026 12:00:02 GMT', 1001",
        "2026-03-01T12:00:02Z, 1001",
        "2026-03-01T14:00:02+02:00, 1001",
        "2026-03-01T12:00:00.9996Z, 1",
        "1772366402, 1001",
        "1772366402000, 1001"
    })
    void whatIsLeftIsRoundedUp(String moment, long millis) {
        assertThat(StatedMoment.wait(moment, NOW)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sun, 01 Mar 2026 12:00:00 GMT",
                "2026-03-01",
                "1772366400",
                "30",
                "tomorrow, maybe",
                "99999999999999999"
            })
    void thePastAndWhatIsNoMomentAreEmpty(String moment) {
        assertThat(StatedMoment.wait(moment, NOW)).isEmpty();
    }

    @Test
    void sentencesNameADay() {
        assertThat(StatedMoment.inProse("You will regain access on 2026-03-02 at 00:00 UTC.", NOW))
                .hasValue(43_199_001);
        assertThat(StatedMoment.inProse("It resets at 2026-03-01T12:00:02.5Z", NOW))
                .hasValue(1001);
        assertThat(StatedMoment.inProse("since 2026-13-77 at 00:00 UTC", NOW)).isEmpty();
    }

    @Test
    void theEndOfTimeIsACenturyAway() {
        assertThat(StatedMoment.wait("9999999999999999", NOW)).hasValue(StatedWait.MOST_MILLIS);
        assertThat(StatedMoment.wait("+999999999-12-31T23:59:59Z", NOW)).hasValue(StatedWait.MOST_MILLIS);
    }

    @Property(tries = 300)
    void whateverIsSentNoMomentLiesBehind(@ForAll String text) {
        assertThat(StatedMoment.wait(text, NOW).orElse(1)).isBetween(1L, StatedWait.MOST_MILLIS);
        assertThat(StatedMoment.inProse(text, NOW).orElse(1)).isBetween(1L, StatedWait.MOST_MILLIS);
    }
}
