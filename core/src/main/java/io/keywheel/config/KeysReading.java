package io.keywheel.config;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of one provider, in the order of their sources: the primary one, then the further ones. */
final class KeysReading {
    private final Reading reading;
    private final ProviderSettings settings;
    private final Map<String, PoolKey> byId = new LinkedHashMap<>();

    KeysReading(Reading reading, ProviderSettings settings) {
        this.reading = reading;
        this.settings = settings;
    }

    List<PoolKey> read() {
        read(settings.primary(), true);
        boolean primary = !byId.isEmpty() || reading.isSet(settings.primary());
        read(settings.fallback(), false);
        if (!primary && !byId.isEmpty())
            reading.warn(settings.primary().name() + " is not set: the first key of "
                    + settings.fallback().name() + " is the primary one");
        return List.copyOf(byId.values());
    }

    private void read(Setting<String> setting, boolean firstBare) {
        Value value = reading.raw(setting).orElse(null);
        if (value == null) return;
        List<String> secrets = Secrets.split(value.text());
        for (int i = 0; i < secrets.size(); i++) {
            String label = firstBare && i == 0 ? setting.name() : setting.name() + "[" + (i + 1) + "]";
            add(setting, label, secrets.get(i), value.source());
        }
    }

    private void add(Setting<String> setting, String label, String secret, String source) {
        try {
            PoolKey key = PoolKey.configured(settings.provider(), label, new Secret(Secrets.sendable(secret)), source);
            PoolKey same = byId.putIfAbsent(key.id(), key);
            if (same != null) reading.warn(label + " is the same key as " + same.label() + ": it counts once");
        } catch (Unfit e) {
            reading.mistake(setting, label + ": " + e.reason(), e.mend());
        }
    }
}
