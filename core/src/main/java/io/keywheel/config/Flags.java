package io.keywheel.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings as options of the command line: {@code KEYWHEEL_ADMIN_PORT} is {@code --admin-port}. Secrets are none. */
public final class Flags {
    private static final String PREFIX = "KEYWHEEL_";

    /**
     * One option.
     *
     * @param setting the name under which {@link Surroundings#flags} takes it
     */
    public record Flag(String option, String setting, String about) {}

    private Flags() {}

    public static List<Flag> all() {
        List<Flag> flags = new ArrayList<>();
        flags.add(new Flag("--config", SettingsLoader.CONFIG, "configuration file (default: keywheel.yaml if there)"));
        for (Setting<?> setting : SettingTable.ALL) {
            if (setting.secret() || !setting.name().startsWith(PREFIX)) continue;
            String fallback = setting.fallback() == null || setting.fallback().isEmpty()
                    ? ""
                    : " (default: " + setting.fallback() + ")";
            flags.add(new Flag(option(setting.name()), setting.name(), setting.about() + fallback));
        }
        return List.copyOf(flags);
    }

    static String option(String setting) {
        String name = setting.startsWith(PREFIX) ? setting.substring(PREFIX.length()) : setting;
        return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
