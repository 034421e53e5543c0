package io.keywheel.provider;

/** Servers of one's own, Ollama and vLLM: no limits but their own load, and usually no key. What a server has loaded, only its owner knows. */
final class Local {
    static final Provider OLLAMA = Provider.of(dialect("ollama"), "http://127.0.0.1:11434/v1", "");
    static final Provider VLLM = Provider.of(dialect("vllm"), "http://127.0.0.1:8000/v1", "");

    private Local() {}

    private static Dialect dialect(String name) {
        return DialectData.named(name).probe(Probe.of("/models")).dialect();
    }
}
