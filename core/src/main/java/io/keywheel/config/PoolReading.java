package io.keywheel.config;

import io.keywheel.config.Settings.Pooled;
import io.keywheel.pool.DeclaredLimit;
import io.keywheel.pool.Policy;
import io.keywheel.pool.PoolRules;
import io.keywheel.provider.CustomRule;
import io.keywheel.provider.Provider;
import java.util.List;
import java.util.Optional;

/** One pool: its provider, its keys, and what the operator says of both. */
final class PoolReading {
    private final Reading reading;
    private final ProviderSettings settings;
    private final ProviderKeys keys;

    PoolReading(Reading reading, ProviderSettings settings, ProviderKeys keys) {
        this.reading = reading;
        this.settings = settings;
        this.keys = keys;
    }

    Pooled read(Provider provider) {
        Policy policy = reading.find(settings.policy()).orElseGet(() -> reading.get(SettingTable.POLICY));
        List<DeclaredLimit> limits = new LimitsReading(reading, keys).read(settings.limits());
        Provider ruled = ruled(provider);
        PoolRules rules = new PoolRules(policy, Pooled.counting(ruled.dialect()), limits);
        return new Pooled(ruled, keys.keys(), rules, pinned());
    }

    private Provider ruled(Provider provider) {
        List<CustomRule> rules = new RulesReading(reading).read(settings.rules());
        return new Provider(
                provider.name(), provider.dialect().withRules(rules), provider.baseUrl(), provider.chatModel());
    }

    private Optional<String> pinned() {
        Optional<String> named = reading.find(settings.pinned());
        if (named.isEmpty() || !keys.whole()) return Optional.empty();
        try {
            return Optional.of(keys.idOf(named.get()));
        } catch (Unfit e) {
            reading.mistake(settings.pinned(), e.reason(), e.mend());
            return Optional.empty();
        }
    }
}
