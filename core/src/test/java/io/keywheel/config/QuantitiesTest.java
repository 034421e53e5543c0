package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    private static final Parser<Duration> DURATION = Quantities.duration(Duration.ZERO, Duration.ofDays(1));
    private static final Parser<Long> SIZE = Quantities.size(0, 1L << 40);

    @ParameterizedTest
    @CsvSource({"10s,10000", "500ms,500", "2m,120000", "1h,3600000", "10,10000", "0,0", "2.5s,2500", "1 h,3600000"})
    void aDurationIsANumberWithAUnitOrSeconds(String text, long millis) throws Unfit {
        assertThat(DURATION.parse(text)).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"32MiB,33554432", "32MB,32000000", "1024,1024", "1.5KiB,1536", "2gib,2147483648", "0,0"})
    void aSizeIsANumberWithAUnitOrBytes(String text, long bytes) throws Unfit {
        assertThat(SIZE.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "-1s", "10 parsecs", "1e3s", "25h", "999999999999999999999s", "s", "1,5s"})
    void whatIsNoDurationIsToldWithWhatWouldBe(String text) {
        assertThatThrownBy(() -> DURATION.parse(text))
                .isInstanceOfSatisfying(
                        Unfit.class,
                        unfit -> assertThat(unfit.mend()).isEqualTo("Write 500ms, 10s, 2m or 1h, from 0s to 86400s."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "80a", "0x50", "", "8080 8081"})
    void whatIsNoPortIsRefused(String text) {
        assertThatThrownBy(() -> Quantities.port(text)).isInstanceOf(Unfit.class);
    }
}
