package io.keywheel.config;

import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Provider;
import io.keywheel.provider.Reply;
import io.keywheel.provider.StreamEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A catalog of two providers, whose dialects have nothing but a name. */
public final class TwoProviders {
    public static final ProviderCatalog CATALOG = new ProviderCatalog(
            List.of(known("groq", "https://api.groq.com/openai/v1"), known("openai", "https://api.openai.com/v1")),
            new NamedDialect("generic"));

    private TwoProviders() {}

    private static Provider known(String name, String baseUrl) {
        return new Provider(name, new NamedDialect(name), URI.create(baseUrl), name + "-chat");
    }

    private record NamedDialect(String name) implements Dialect {
        @Override
        public String keyHeader() {
            return "authorization";
        }

        @Override
        public String keyPrefix() {
            return "Bearer ";
        }

        @Override
        public Verdict classify(Reply reply, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StreamEvent read(String event, String data) {
            throw new UnsupportedOperationException();
        }
    }
}
