package io.keywheel.config;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import io.keywheel.pool.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of one provider, in the order of their sources: the primary one, the further ones, those with properties. */
final class KeysReading {
    private final Reading reading;
    private final ProviderSettings settings;
    private final KeyIds ids;
    private final Map<String, PoolKey> bySecret = new LinkedHashMap<>();

    KeysReading(Reading reading, ProviderSettings settings, KeyIds ids) {
        this.reading = reading;
        this.settings = settings;
        this.ids = ids;
    }

    ProviderKeys read() {
        int mistakes = reading.mistakes().size();
        read(settings.primary(), true);
        boolean primary = !bySecret.isEmpty() || reading.isSet(settings.primary());
        read(settings.fallback(), false);
        if (!primary && !bySecret.isEmpty())
            reading.warn(settings.primary().name() + " is not set: the first key of "
                    + settings.fallback().name() + " is the primary one");
        List<Entry> entries = reading.entries(settings.keys());
        entries.forEach(this::read);
        boolean whole = reading.mistakes().size() == mistakes
                && Stream.concat(
                                Stream.of(settings.primary(), settings.fallback()),
                                entries.stream().map(entry -> entry.at(KeyFields.SECRET)))
                        .allMatch(secret -> reading.isSet(secret) || !reading.isGiven(secret));
        return new ProviderKeys(settings.provider(), List.copyOf(bySecret.values()), whole);
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
            Secret sendable = new Secret(Secrets.sendable(secret));
            add(PoolKey.configured(settings.provider(), label, sendable, source), label, Optional.empty());
        } catch (Unfit e) {
            reading.mistake(setting, label + ": " + e.reason(), e.mend());
        }
    }

    private void read(Entry entry) {
        // Each is looked at, so that all mistakes are told, whatever becomes of the secret.
        for (Field<?> field : KeyFields.ALL) reading.find(entry.at(field));
        Setting<String> secret = entry.at(KeyFields.SECRET);
        if (!reading.isGiven(secret)) reading.mistake(entry, "it has no secret", "Give it secret or secretFile.");
        reading.find(secret).ifPresent(text -> add(entry, text));
    }

    private void add(Entry entry, String secret) {
        for (Field<String> field : List.of(KeyFields.ID, KeyFields.LABEL, KeyFields.QUOTA_GROUP)) {
            Optional<String> open = reading.find(entry.at(field)).filter(text -> text.contains(secret));
            if (open.isPresent())
                reading.mistake(entry.at(field), "it holds the secret", "Call the key by another name.");
        }
        Setting<String> id = entry.at(KeyFields.ID);
        Optional<Setting<?>> given = reading.isSet(id) ? Optional.of(id) : Optional.empty();
        add(key(entry, new Secret(secret)), entry.path(), given);
    }

    private PoolKey key(Entry entry, Secret secret) {
        String source =
                reading.raw(entry.at(KeyFields.SECRET)).map(Value::source).orElse("");
        String label = reading.find(entry.at(KeyFields.LABEL)).orElse(entry.path());
        PoolKey plain = PoolKey.configured(settings.provider(), label, secret, source);
        String id = reading.find(entry.at(KeyFields.ID)).orElse(plain.id());
        QuotaGroup group = reading.find(entry.at(KeyFields.QUOTA_GROUP))
                .map(QuotaGroup::declared)
                .orElseGet(() -> QuotaGroup.own(id));
        int weight = reading.find(entry.at(KeyFields.WEIGHT)).orElse(1L).intValue();
        boolean enabled = reading.find(entry.at(KeyFields.ENABLED)).orElse(true);
        return new PoolKey(id, plain.provider(), label, secret, group, weight, source, enabled);
    }

    private void add(PoolKey key, String place, Optional<Setting<?>> givenId) {
        PoolKey same = bySecret.putIfAbsent(key.secret().fingerprint(key.provider()), key);
        if (same == null) ids.take(key.id(), new KeyIds.Holder(place, givenId));
        else reading.warn(place + " is the same key as " + same.label() + ": it counts once");
    }
}
