package io.keywheel.config;

import io.keywheel.provider.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which providers there are: those of the catalog, and every one that a base URL describes. */
final class ProviderNames {
    private ProviderNames() {}

    static List<ProviderSettings> of(ProviderCatalog catalog, Map<String, Value> values, List<Mistake> mistakes) {
        Map<String, ProviderSettings> byEnvName = new LinkedHashMap<>();
        for (Provider known : catalog.known())
            byEnvName.put(ProviderSettings.envName(known.name()), ProviderSettings.of(known.name()));
        new TreeMap<>(values).forEach((setting, value) -> {
            String written = ProviderSettings.describedBy(setting);
            if (written.isEmpty()) return;
            try {
                String name = ProviderSettings.name(written);
                byEnvName.putIfAbsent(ProviderSettings.envName(name), ProviderSettings.of(name));
            } catch (Unfit e) {
                mistakes.add(new Mistake(setting, value.origin(), e.reason(), e.mend()));
            }
        });
        return List.copyOf(byEnvName.values());
    }
}
