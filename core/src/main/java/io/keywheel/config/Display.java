package io.keywheel.config;

import io.keywheel.config.Loading.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Settings as they may be printed. */
final class Display {
    private static final String HIDDEN = "(secret)";

    private Display() {}

    /** Those that are set or have a default, in the order of the table. */
    static List<Shown> of(Collection<Setting<?>> settings, Map<String, Value> values) {
        List<Shown> shown = new ArrayList<>();
        for (Setting<?> setting : settings) {
            Value value = values.get(setting.name());
            if (value != null)
                shown.add(new Shown(setting.name(), setting.secret() ? HIDDEN : value.text(), value.origin()));
            else if (setting.fallback() != null) shown.add(new Shown(setting.name(), setting.fallback(), "default"));
        }
        return List.copyOf(shown);
    }
}
