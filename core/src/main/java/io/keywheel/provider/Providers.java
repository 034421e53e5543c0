package io.keywheel.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The providers that are known by name; any other that speaks OpenAI's API needs a name and a base URL. */
public final class Providers {
    private static final Map<String, Provider> KNOWN = Stream.of(
                    Groq.PROVIDER,
                    OpenAi.PROVIDER,
                    Anthropic.PROVIDER,
                    Gemini.PROVIDER,
                    Mistral.PROVIDER,
                    Cerebras.PROVIDER,
                    DeepSeek.PROVIDER,
                    Together.PROVIDER,
                    Fireworks.PROVIDER,
                    OpenRouter.PROVIDER,
                    XAi.PROVIDER,
                    Azure.PROVIDER,
                    Local.OLLAMA,
                    Local.VLLM)
            .collect(Collectors.toMap(Provider::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    private Providers() {}

    /** The provider of that name with its usual base URL and {@code /chat} model, empty where nobody knows it. */
    public static Optional<Provider> known(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    /** The dialect of a provider that only a base URL describes. */
    public static Dialect generic() {
        return Generic.DIALECT;
    }

    /** The dialect that the simulated provider speaks. */
    public static Dialect groq() {
        return Groq.DIALECT;
    }

    /** All names that need no base URL. */
    public static Set<String> names() {
        return KNOWN.keySet();
    }

    /** A provider at another place: a known name keeps its dialect and model, any other name gets the generic dialect and no model. */
    public static Provider at(String name, URI baseUrl) {
        return known(name)
                .map(known -> new Provider(name, known.dialect(), baseUrl, known.chatModel()))
                .orElseGet(() -> new Provider(name, Generic.DIALECT, baseUrl, ""));
    }
}
