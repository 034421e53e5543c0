package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "36, 1ms",
        "120000, 120ms",
        "1500, 1.5ms",
        "1000000, 1s",
        "7660000, 7.66s",
        "60000000, 1m0s",
        "179560000, 2m59.56s",
        "3600000001, 1h0m0.000001s",
        "411480000000, 114h18m0s"
    })
    void durationsReadAsTheProvidersWriteThem(long micros, String text) {
        assertThat(GoDuration.text(micros)).isEqualTo(text);
    }
}
