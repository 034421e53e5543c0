package io.keywheel.provider;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a secret's first letters say about whose it is. The first that fits counts; many providers' secrets say nothing. */
public enum KeyPrefixes {
    GROQ("gsk_.*", "groq"),
    ANTHROPIC("sk-ant-.*", "anthropic"),
    OPENROUTER("sk-or-.*", "openrouter"),
    CEREBRAS("csk-.*", "cerebras"),
    XAI("xai-.*", "xai"),
    FIREWORKS("(fw_|fpk_).*", "fireworks"),
    TOGETHER("tgp_.*", "together"),
    GEMINI("AIza.*", "gemini"),
    /** DeepSeek's have OpenAI's prefix and are shorter. */
    DEEPSEEK("sk-[0-9a-f]{32}", "deepseek"),
    OPENAI("sk-.*", "openai");

    private final Pattern shape;
    private final String provider;

    KeyPrefixes(String shape, String provider) {
        this.shape = Pattern.compile(shape);
        this.provider = provider;
    }

    /** The provider's name; empty where one cannot tell. */
    public static Optional<String> providerOf(String secret) {
        return Stream.of(values())
                .filter(p -> p.shape.matcher(secret).matches())
                .map(p -> p.provider)
                .findFirst();
    }
}
