package io.keywheel.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which settings are other than before, and which of them take effect without a restart. Keys are compared elsewhere. */
final class Effects {
    /** These the reload itself obeys, or somebody who listens to it. */
    private static final Set<String> AT_ONCE = Set.of(
            SettingTable.WATCH.name(),
            SettingTable.SECRETS_DIR.name(),
            SettingTable.MASTER_KEY.name(),
            SettingTable.LOG_FORMAT.name(),
            SettingTable.LOG_LEVEL.name(),
            SourceFields.LIST.path());

    private static final Pattern OF_KEYS =
            Pattern.compile("KEYWHEEL_.+_QUOTA_GROUPS|providers\\.[^.]+\\.limits", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile("\\[\\d+].*", Pattern.DOTALL);

    private Effects() {}

    static List<String> atOnce(Map<String, String> before, Map<String, String> after) {
        return changed(before, after).stream().filter(Effects::isAtOnce).toList();
    }

    static List<String> afterRestart(Map<String, String> before, Map<String, String> after) {
        return changed(before, after).stream().filter(name -> !isAtOnce(name)).toList();
    }

    /** Named as people write them: of a list the whole. */
    private static Collection<String> changed(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        Set<String> shown = new TreeSet<>();
        names.forEach(name -> shown.add(ENTRY.matcher(name).replaceFirst("")));
        return shown;
    }

    private static boolean isAtOnce(String name) {
        return AT_ONCE.contains(name) || OF_KEYS.matcher(name).matches();
    }
}
