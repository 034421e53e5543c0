package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorScanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":1}}",
                "\"error\"",
                "{\"a\":1, \"error\" : \"x\"}",
                "{\"error\":null,\"x\":{\"error\":7}}",
                "{\"object\":\"error\"}",
                "{\"error\":",
                "\"error\"\"error\""
            })
    void theWordIsFound(String body) {
        assertThat(scan(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"error\": null}",
                "{\"error\":\n null , \"choices\":[]}",
                "{\"content\":\"{\\\"error\\\":{\\\"code\\\":1}}\"}",
                "{\"errors\":1,\"an_error\":2}",
                "error error error",
                "\"error",
                "\"erro\""
            })
    void whatIsNoErrorIsPassedOver(String body) {
        assertThat(scan(body)).isFalse();
    }

    @Property(tries = 500)
    void itFindsWhatASimpleSearchFinds(
            @ForAll @StringLength(max = 40) @CharRange(from = 'o', to = 'r') String before,
            @ForAll @StringLength(max = 40) @CharRange(from = '!', to = 'e') String after) {
        String mixed = before + "\"error\"" + after;

        assertThat(scan(mixed)).isTrue();
        assertThat(scan(before + after)).isEqualTo((before + after).contains("\"error\""));
    }

    private static boolean scan(String body) {
        byte[] among = ("\"error\":" + body + "\"error\":1").getBytes(StandardCharsets.UTF_8);
        int from = "\"error\":".length();
        boolean found = ErrorScan.mayHoldError(body.getBytes(StandardCharsets.UTF_8));
        assertThat(ErrorScan.mayHoldError(among, from, among.length - "\"error\":1".length()))
                .isEqualTo(found);
        return found;
    }
}
