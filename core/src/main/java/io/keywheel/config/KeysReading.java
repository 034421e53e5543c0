package io.keywheel.config;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import io.keywheel.pool.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one provider, in the order of their sources: of each source the primary one, the further ones, those with properties.
 */
final class KeysReading {
    private final ProviderSettings settings;
    private final KeyIds ids;
    private final List<KeysOf> sources = new ArrayList<>();
    private final Map<String, PoolKey> bySecret = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();

    /** @param further sources beside those that {@code reading} reads */
    KeysReading(Reading reading, List<KeysOf> further, ProviderSettings settings, KeyIds ids) {
        this.settings = settings;
        this.ids = ids;
        sources.add(new KeysOf("", reading));
        sources.addAll(further);
    }

    ProviderKeys read() {
        Reading main = sources.get(0).reading();
        int mistakes = main.mistakes().size();
        sources.forEach(this::read);
        boolean whole = main.mistakes().size() == mistakes && sources.stream().allMatch(this::isWhole);
        return new ProviderKeys(settings.provider(), List.copyOf(bySecret.values()), whole);
    }

    private void read(KeysOf from) {
        boolean first = bySecret.isEmpty();
        read(from, settings.primary(), true);
        boolean primary = !first || !bySecret.isEmpty() || from.reading().isSet(settings.primary());
        read(from, settings.fallback(), false);
        if (!primary && !bySecret.isEmpty())
            from.reading()
                    .warn(settings.primary().name() + " is not set: the first key of "
                            + settings.fallback().name() + " is the primary one");
        from.reading().entries(settings.keys()).forEach(entry -> read(from, entry));
    }

    /** Whether every secret that it names is there. */
    private boolean isWhole(KeysOf from) {
        Reading reading = from.reading();
        return Stream.concat(
                        Stream.of(settings.primary(), settings.fallback()),
                        reading.entries(settings.keys()).stream().map(entry -> entry.at(KeyFields.SECRET)))
                .allMatch(secret -> reading.isSet(secret) || !reading.isGiven(secret));
    }

    private void read(KeysOf from, Setting<String> setting, boolean firstBare) {
        Value value = from.reading().raw(setting).orElse(null);
        if (value == null) return;
        List<String> secrets = Secrets.split(value.text());
        for (int i = 0; i < secrets.size(); i++) {
            String name = from.prefix() + setting.name();
            String label = firstBare && i == 0 ? name : name + "[" + (i + 1) + "]";
            try {
                Secret secret = new Secret(Secrets.sendable(secrets.get(i)));
                PoolKey key = PoolKey.configured(settings.provider(), label, secret, value.source());
                add(key, new KeyIds.Holder(label, Optional.empty(), from.reading()));
            } catch (Unfit e) {
                from.reading().mistake(setting, label + ": " + e.reason(), e.mend());
            }
        }
    }

    private void read(KeysOf from, Entry entry) {
        Reading reading = from.reading();
        // Each is looked at, so that all mistakes are told, whatever becomes of the secret.
        for (Field<?> field : KeyFields.ALL) reading.find(entry.at(field));
        Setting<String> secret = entry.at(KeyFields.SECRET);
        if (!reading.isGiven(secret)) reading.mistake(entry, "it has no secret", "Give it secret or secretFile.");
        reading.find(secret).ifPresent(text -> add(from, entry, text));
    }

    private void add(KeysOf from, Entry entry, String secret) {
        Reading reading = from.reading();
        for (Field<String> field : List.of(KeyFields.ID, KeyFields.LABEL, KeyFields.QUOTA_GROUP)) {
            Optional<String> open = reading.find(entry.at(field)).filter(text -> text.contains(secret));
            if (open.isPresent())
                reading.mistake(entry.at(field), "it holds the secret", "Call the key by another name.");
        }
        Setting<String> id = entry.at(KeyFields.ID);
        Optional<Setting<?>> given = reading.isSet(id) ? Optional.of(id) : Optional.empty();
        add(key(from, entry, new Secret(secret)), new KeyIds.Holder(from.prefix() + entry.path(), given, reading));
    }

    private PoolKey key(KeysOf from, Entry entry, Secret secret) {
        Reading reading = from.reading();
        String source =
                reading.raw(entry.at(KeyFields.SECRET)).map(Value::source).orElse("");
        String label = reading.find(entry.at(KeyFields.LABEL)).orElse(from.prefix() + entry.path());
        PoolKey plain = PoolKey.configured(settings.provider(), label, secret, source);
        String id = reading.find(entry.at(KeyFields.ID)).orElse(plain.id());
        QuotaGroup group = reading.find(entry.at(KeyFields.QUOTA_GROUP))
                .map(QuotaGroup::declared)
                .orElseGet(() -> QuotaGroup.own(id));
        int weight = reading.find(entry.at(KeyFields.WEIGHT)).orElse(1L).intValue();
        boolean enabled = reading.find(entry.at(KeyFields.ENABLED)).orElse(true);
        return new PoolKey(id, plain.provider(), label, secret, group, weight, source, enabled);
    }

    private void add(PoolKey key, KeyIds.Holder holder) {
        String fingerprint = key.secret().fingerprint(key.provider());
        PoolKey same = bySecret.putIfAbsent(fingerprint, key);
        String before = places.putIfAbsent(fingerprint, holder.place());
        if (same == null) ids.take(key.id(), holder);
        else
            holder.reading()
                    .warn(holder.place() + " is the same key as "
                            + (same.label().equals(before) ? before : before + " (" + same.label() + ")")
                            + ": it counts once");
    }
}
