package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedWaitTest {
    private static final long NANOS = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "6ms, 6",
        "1s, 1000",
        "7.66s, 7660",
        "6.780999999s, 6781",
        "1m0.363142857s, 60364",
        "2m59.56s, 179560",
        "6m0s, 360000",
        "114h18m0s, 411480000",
        "34.4s, 34400",
        "250µs, 1",
        "1ns, 1",
        "86400 seconds, 86400000",
        "3 minutes, 180000",
        "1 hour and 5 minutes, 3900000",
        "'1 hour, 5 minutes', 3900000",
        "2 days, 172800000"
    })
    void durationsAreReadAsProvidersWriteThem(String text, long millis) {
        assertThat(StatedWait.duration(text)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0s",
                "0h0m0s",
                "-1s",
                "s",
                "1",
                "1x",
                "1.s",
                "1s2",
                "one minute",
                "1m 2q",
                "5 sessions",
                "∞s"
            })
    void whatIsNoDurationIsEmpty(String text) {
        assertThat(StatedWait.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Please try again in 1m26.4s. Visit us., 86400",
        "Please retry after 86400 seconds. Please go here, 86400000",
        "Please retry in 20.04466179s., 20045",
        "Too fast. Please wait about 3 minutes., 180000",
        "Your limit resets in: 4h, 14400000",
        "Try again in 500ms, 500"
    })
    void sentencesAskForAWait(String sentence, long millis) {
        assertThat(StatedWait.inProse(sentence)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Please try again later.", "Your limit is 30 seconds of audio.", "try again in a while", "5s"})
    void otherSentencesDoNot(String sentence) {
        assertThat(StatedWait.inProse(sentence)).isEmpty();
    }

    @Test
    void noWaitIsLongerThanACentury() {
        assertThat(StatedWait.duration("9".repeat(40) + "h")).hasValue(StatedWait.MOST_MILLIS);
        assertThat(StatedWait.seconds("9".repeat(80))).hasValue(StatedWait.MOST_MILLIS);
        assertThat(StatedWait.seconds("9".repeat(2000))).isEmpty();
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadRoundedUp(@ForAll @LongRange(min = 1, max = 4_000_000_000_000_000L) long nanos) {
        assertThat(StatedWait.duration(written(nanos))).hasValue((nanos + NANOS - 1) / NANOS);
    }

    @Property(tries = 300)
    void whateverIsSentNoWaitIsNegativeOrZero(@ForAll String text) {
        for (OptionalLong wait : new OptionalLong[] {
            StatedWait.duration(text),
            StatedWait.seconds(text),
            StatedWait.milliseconds(text),
            StatedWait.inProse("retry in " + text)
        }) {
            assertThat(wait.orElse(1)).isBetween(1L, StatedWait.MOST_MILLIS);
        }
    }

    /** As Go writes a duration. */
    private static String written(long nanos) {
        long minutes = nanos / (60_000 * NANOS);
        long rest = nanos % (60_000 * NANOS);
        String seconds = "%d.%09ds".formatted(rest / (1000 * NANOS), rest % (1000 * NANOS));
        return minutes == 0 ? seconds : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
    }
}
