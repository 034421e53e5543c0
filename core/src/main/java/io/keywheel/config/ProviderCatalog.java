package io.keywheel.config;

import io.keywheel.provider.Dialect;
import io.keywheel.provider.Provider;
import java.util.List;

/**
 * The providers that need no base URL, because they are known.
 *
 * @param known with their usual base URLs and chat models
 * @param generic the dialect of a provider that only a base URL describes
 */
public record ProviderCatalog(List<Provider> known, Dialect generic) {

    public ProviderCatalog {
        known = List.copyOf(known);
    }
}
