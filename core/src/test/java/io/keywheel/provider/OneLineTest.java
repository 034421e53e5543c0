package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: sk-proj-********************FAKETAIL. See the docs",
                "Your api key: ****FAKETAIL is invalid",
                "Invalid key gsk_FAKETAILFAKETAILFAKETAIL here",
                "header 'Authorization: Bearer FAKETAIL-abc'",
                "Consumer 'api_key:AIzaFAKETAIL0123456789' has been suspended",
                "use https://demo.example/v1?key=FAKETAIL&x=1",
                "token eyJFAKETAIL.eyJmYWtl.c2ln is expired",
                "key 0123456789abcdefFAKETAIL0123456789 unknown",
                "blocked: xai-...FAKETAIL",
                "api key FAKE = secret: FAKETAIL"
            })
    void whatLooksLikeASecretIsTakenOut(String text) {
        assertThat(OneLine.of(text)).doesNotContain("FAKETAIL").contains("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rate limit reached for model `llama-3.3-70b-versatile` in organization `org_01h0made0up0made0up0made0u`",
                "tokens per minute (TPM): Limit 6000, Used 5034, Requested 1443. Please try again in 4.77s.",
                "max_tokens: 21333 > 4096, the maximum for claude-3-opus-20240229",
                "metric generate_content_free_tier_input_token_count, model gpt-4o-mini-realtime-preview-2024-12-17",
                "(00000000-1111-4222-8333-444444444444) of 30,000 input tokens"
            })
    void whatHelpsIsKept(String text) {
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @Test
    void itIsOneLineWithoutControlCharacters() {
        assertThat(OneLine.of(" a\r\n\tb\u0000\u001b[31m c\u202e ")).isEqualTo("a b [31m c");
    }

    @Test
    void itEndsWithinTheLimitAndNeverInsideACharacter() {
        String line = OneLine.of("x" + "\uD83D\uDE00".repeat(400));

        assertThat(line).hasSizeLessThanOrEqualTo(OneLine.LONGEST).endsWith("\uD83D\uDE00…");
    }

    @Property(tries = 200)
    void noKeyOfAKnownShapeIsEverRepeated(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 30, max = 60) String random) {
        for (String prefix : new String[] {"sk-", "sk-proj-", "gsk_", "csk-", "xai-", "sk-or-v1-", "AIza", "fw_"}) {
            assertThat(OneLine.of("Wrong API key " + prefix + random + ", sorry."))
                    .doesNotContain(random.substring(8, 20));
        }
    }
}
