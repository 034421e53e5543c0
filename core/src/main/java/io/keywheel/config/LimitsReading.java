package io.keywheel.config;

import io.keywheel.pool.DeclaredLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The limits of one provider that its operator states. */
final class LimitsReading {
    private static final String EVERY_MODEL = "*";
    private static final String EVERY_GROUP = "";
    private final Reading reading;
    private final ProviderKeys keys;

    LimitsReading(Reading reading, ProviderKeys keys) {
        this.reading = reading;
        this.keys = keys;
    }

    List<DeclaredLimit> read(EntryList list) {
        List<DeclaredLimit> limits = new ArrayList<>();
        for (Entry entry : reading.entries(list)) read(entry, limits);
        return List.copyOf(limits);
    }

    private void read(Entry entry, List<DeclaredLimit> limits) {
        String group = group(entry.at(LimitFields.GROUP));
        ModelPattern models =
                ModelPattern.of(reading.find(entry.at(LimitFields.MODELS)).orElse(EVERY_MODEL));
        if (LimitFields.NUMBERS.values().stream().noneMatch(number -> reading.isSet(entry.at(number))))
            reading.mistake(entry, "it has no number", "Give it one, as in requestsPerDay: 1000.");
        LimitFields.NUMBERS.forEach((dimension, number) -> reading.find(entry.at(number))
                .ifPresent(limit -> limits.add(new DeclaredLimit(group, models, dimension, limit))));
    }

    private String group(Setting<String> setting) {
        Optional<String> named = reading.find(setting);
        if (named.isEmpty() || !keys.whole()) return EVERY_GROUP;
        try {
            return keys.groupOf(named.get());
        } catch (Unfit e) {
            reading.mistake(setting, e.reason(), e.mend());
            return EVERY_GROUP;
        }
    }
}
