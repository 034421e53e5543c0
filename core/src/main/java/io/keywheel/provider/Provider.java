package io.keywheel.provider;

import java.net.URI;

/**
 * An upstream with a base URL and a dialect.
 *
 * @param baseUrl http or https, without a trailing slash; the caller's path without its {@code /v1} prefix is appended
 * @param chatModel the model for {@code /chat} when the caller names none
 */
public record Provider(String name, Dialect dialect, URI baseUrl, String chatModel) {

    /** A provider under its dialect's name. */
    static Provider of(Dialect dialect, String baseUrl, String chatModel) {
        return new Provider(dialect.name(), dialect, URI.create(baseUrl), chatModel);
    }

    /** Whether nobody but the operator knows where it is. */
    public boolean needsBaseUrl() {
        return baseUrl.getHost() != null && baseUrl.getHost().endsWith(".invalid");
    }
}
