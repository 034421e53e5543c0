package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ProvidersTest {

    @Test
    void groqIsKnownByName() {
        Provider groq = Providers.known("groq").orElseThrow();

        assertThat(groq.dialect().name()).isEqualTo("groq");
        assertThat(groq.baseUrl()).isEqualTo(URI.create("https://api.groq.com/openai/v1"));
        assertThat(groq.chatModel()).isEqualTo("llama-3.3-70b-versatile");
        assertThat(groq.dialect().keyHeader()).isEqualTo("authorization");
        assertThat(groq.dialect().keyPrefix()).isEqualTo("Bearer ");
    }

    @Test
    void everyKnownProviderHasAUsableBaseUrl() {
        assertThat(Providers.names())
                .contains("openai", "gemini", "anthropic", "ollama", "vllm")
                .hasSizeGreaterThan(10);
        assertThat(Providers.names()).allSatisfy(name -> {
            URI base = Providers.known(name).orElseThrow().baseUrl();
            assertThat(base.getScheme()).isIn("http", "https");
            assertThat(base.getHost()).isNotNull();
            assertThat(base.toString()).doesNotEndWith("/");
        });
    }

    @Test
    void anyOtherNameSpeaksTheGenericDialect() {
        URI base = URI.create("http://127.0.0.1:9100/v1");

        assertThat(Providers.known("house")).isEmpty();
        assertThat(Providers.at("house", base)).isEqualTo(new Provider("house", Generic.DIALECT, base, ""));
    }

    @Test
    void aKnownNameAtAnotherPlaceKeepsItsDialect() {
        Provider groq = Providers.at("groq", URI.create("http://127.0.0.1:9100/openai/v1"));

        assertThat(groq.dialect().name()).isEqualTo("groq");
        assertThat(groq.baseUrl().getPort()).isEqualTo(9100);
        assertThat(groq.chatModel()).isNotEmpty();
    }
}
