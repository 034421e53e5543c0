package io.keywheel.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ids that are taken: a key is called by its id alone, whatever its provider. */
final class KeyIds {
    private final Reading reading;
    private final Map<String, Holder> holders = new HashMap<>();

    /**
     * Who has an id.
     *
     * @param place where the key stands
     * @param given the setting that says the id, empty where it comes from the secret
     */
    record Holder(String place, Optional<Setting<?>> given) {}

    KeyIds(Reading reading) {
        this.reading = reading;
    }

    void take(String id, Holder holder) {
        Holder before = holders.putIfAbsent(id, holder);
        if (before == null) return;
        Holder other = holder.given.isPresent() ? before : holder;
        holder.given
                .or(() -> before.given)
                .ifPresent(setting ->
                        reading.mistake(setting, other.place + " has this id too", "Give each key an id of its own."));
    }
}
