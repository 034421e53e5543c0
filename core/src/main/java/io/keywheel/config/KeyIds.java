package io.keywheel.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ids that are taken: a key is called by its id alone, whatever its provider. */
final class KeyIds {
    private final Map<String, Holder> holders = new HashMap<>();

    /**
     * Who has an id.
     *
     * @param place where the key stands
     * @param given the setting that says the id, empty where it comes from the secret
     * @param reading where that stands
     */
    record Holder(String place, Optional<Setting<?>> given, Reading reading) {}

    void take(String id, Holder holder) {
        Holder before = holders.putIfAbsent(id, holder);
        if (before == null) return;
        Holder said = holder.given.isPresent() ? holder : before;
        Holder other = holder.given.isPresent() ? before : holder;
        said.given.ifPresent(setting ->
                said.reading.mistake(setting, other.place + " has this id too", "Give each key an id of its own."));
    }
}
