package io.keywheel.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The providers that are known by name; any other that speaks OpenAI's API needs a name and a base URL. */
public final class Providers {
    private static final Map<String, Provider> KNOWN = List.of(
                    known("groq", Groq.DIALECT, "https://api.groq.com/openai/v1", "llama-3.3-70b-versatile"),
                    known("openai", OpenAi.DIALECT, "https://api.openai.com/v1", "gpt-4o-mini"),
                    known("anthropic", Generic.DIALECT, "https://api.anthropic.com/v1", "claude-haiku-4-5"),
                    known(
                            "gemini",
                            Generic.DIALECT,
                            "https://generativelanguage.googleapis.com/v1beta/openai",
                            "gemini-flash-latest"),
                    known("mistral", Generic.DIALECT, "https://api.mistral.ai/v1", "mistral-small-latest"),
                    known("cerebras", Generic.DIALECT, "https://api.cerebras.ai/v1", "gpt-oss-120b"),
                    known("deepseek", Generic.DIALECT, "https://api.deepseek.com/v1", "deepseek-flash"),
                    known("together", Generic.DIALECT, "https://api.together.xyz/v1", ""),
                    known("fireworks", Generic.DIALECT, "https://api.fireworks.ai/inference/v1", ""),
                    known("openrouter", Generic.DIALECT, "https://openrouter.ai/api/v1", "openrouter/auto"),
                    known("xai", Generic.DIALECT, "https://api.x.ai/v1", "grok-4.3"),
                    // What a local server has loaded, only its owner knows.
                    known("ollama", Generic.DIALECT, "http://127.0.0.1:11434/v1", ""),
                    known("vllm", Generic.DIALECT, "http://127.0.0.1:8000/v1", ""))
            .stream()
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

    private static Provider known(String name, Dialect dialect, String baseUrl, String chatModel) {
        return new Provider(name, dialect, URI.create(baseUrl), chatModel);
    }
}
