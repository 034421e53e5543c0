package io.keywheel.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which names there are, and which one somebody meant. */
final class KnownNames {
    private static final String PREFIX = "KEYWHEEL_";
    private final Set<String> names = new TreeSet<>();

    KnownNames(Collection<Setting<?>> settings) {
        for (Setting<?> setting : settings) {
            names.add(setting.name());
            if (setting.secret()) names.add(setting.fileName());
        }
        names.add(SettingsLoader.CONFIG);
    }

    /** Names that begin like ours and are none. */
    List<Mistake> mistakes(Map<String, Value> values) {
        List<Mistake> mistakes = new ArrayList<>();
        values.forEach((name, value) -> {
            if (names.contains(name)) return;
            mistake(name, value).ifPresent(mistake -> mistakes.add(mistake.in(value.source())));
        });
        return mistakes;
    }

    private Optional<Mistake> mistake(String name, Value value) {
        if (!value.isNamed()) return Optional.of(unknownProvider(name, value));
        if (!name.startsWith(PREFIX)) return Optional.empty();
        if (!SettingTable.LAUNCHER.contains(name)) return Optional.of(unknown(name, value.origin(), names));
        if (value.source().equals(FlatSource.ENVIRONMENT)) return Optional.empty();
        return Optional.of(
                new Mistake(name, value.origin(), "it is read before this source is", "Put it into the environment."));
    }

    /** Names that look like keys of a known provider and are not read: {@code GROQ_API_KEY_2}. */
    List<String> warnings(Map<String, Value> values, Collection<ProviderSettings> providers) {
        List<String> warnings = new ArrayList<>();
        for (ProviderSettings provider : providers) {
            String primary = provider.primary().name();
            values.forEach((name, value) -> {
                if (name.startsWith(primary) && !names.contains(name))
                    warnings.add(value.origin() + " is not read. Further keys go into "
                            + provider.fallback().name() + ", by commas");
            });
        }
        return warnings;
    }

    /** A file names its providers itself, so a name that nobody knows can only be a provider without an address. */
    private static Mistake unknownProvider(String name, Value value) {
        return new Mistake(name, value.origin(), "this provider is not known", "Give it a baseUrl beside this.");
    }

    static Mistake unknownPath(String path, String file) {
        Set<String> paths = new TreeSet<>();
        for (Setting<?> setting : SettingTable.ALL) paths.add(setting.path());
        paths.add(SourceFields.LIST.path());
        String[] parts = path.split("\\.", -1);
        if (parts.length == 3 && parts[0].equals("providers")) {
            ProviderSettings provider = ProviderSettings.of(parts[1]);
            for (Setting<?> setting : provider.all()) paths.add(setting.path());
            for (EntryList list : provider.lists()) paths.add(list.path());
        }
        return unknown(path, file, paths);
    }

    /** A field that entries of this list do not have. */
    static Mistake unknownField(Entry entry, String field, EntryList list, String file) {
        List<String> known =
                list.fields().stream().flatMap(f -> f.names().stream()).toList();
        String nearest = nearest(field, known);
        String mend = nearest.isEmpty()
                ? "An entry takes " + String.join(", ", known) + "."
                : "Did you mean " + entry.path() + "." + nearest + "?";
        return new Mistake(entry.path() + "." + field, file, "there is no such setting", mend);
    }

    private static Mistake unknown(String name, String origin, Set<String> known) {
        String nearest = nearest(name, known);
        String mend =
                nearest.isEmpty() ? "Remove it, or see .env.example for the names." : "Did you mean " + nearest + "?";
        return new Mistake(name, origin, "there is no such setting", mend);
    }

    private static String nearest(String name, Collection<String> known) {
        String best = "";
        int least = Math.max(2, name.length() / 4) + 1;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance >= least) continue;
            least = distance;
            best = candidate;
        }
        return best;
    }

    /** Levenshtein's: how many letters must be added, removed or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
