package io.keywheel.provider;

/** DeepSeek: an account has so many requests at a time, and money; no limit headers. */
final class DeepSeek {
    static final Dialect DIALECT = DialectData.named("deepseek")
            .countsPerOrganisation()
            .probe(Probe.proving("/models"))
            .dialect();

    static final Provider PROVIDER = Provider.of(DIALECT, "https://api.deepseek.com/v1", "deepseek-flash");

    private DeepSeek() {}
}
