package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret's first letters tell whose it is, where they do. */
class KeyPrefixesTest {

    @ParameterizedTest
    @CsvSource({
        "gsk_made0up,groq", "sk-ant-made0up,anthropic", "sk-or-made0up,openrouter", "csk-made0up,cerebras",
        "xai-made0up,xai", "fw_made0up,fireworks", "AIzaMade0up,gemini", "sk-proj-made0up,openai",
        "sk-00000000000000000000000000000000,deepseek", "made0up,"
    })
    void theLongestKnownBeginningCounts(String secret, String provider) {
        Optional<String> told = KeyPrefixes.providerOf(secret);

        assertThat(told).isEqualTo(Optional.ofNullable(provider));
        told.ifPresent(name -> assertThat(Providers.known(name)).isPresent());
    }
}
