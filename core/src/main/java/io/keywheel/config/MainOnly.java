package io.keywheel.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a further source cannot say: where further sources are, and, from afar, which files of this machine are read. */
final class MainOnly {
    private static final Set<String> NAMES = Set.of(
            SettingsLoader.CONFIG,
            SettingTable.SECRETS_DIR.name(),
            SettingTable.WATCH.name(),
            SettingTable.DATA_DIR.name());

    private MainOnly() {}

    /** With the mistakes that it has anyway. */
    static List<Mistake> mistakes(SourceInfo info, Contents contents) {
        List<Mistake> mistakes = new ArrayList<>(contents.mistakes());
        if (info.main()) return mistakes;
        contents.values().forEach((name, value) -> {
            if (NAMES.contains(name) || name.startsWith(SourceFields.LIST.path() + "["))
                mistakes.add(mistake(name, value, "a further source cannot say this", "Say it in the main file."));
            else if (info.remote() && namesFile(name))
                mistakes.add(mistake(
                        name,
                        value,
                        "a source elsewhere names no files of this machine",
                        "Put the secret itself there."));
        });
        return mistakes;
    }

    private static boolean namesFile(String name) {
        return name.endsWith("_FILE") || name.endsWith("." + KeyFields.SECRET.name() + Setting.FILE_PATH);
    }

    private static Mistake mistake(String name, Value value, String reason, String mend) {
        return new Mistake(name, value.origin(), reason, mend, value.source());
    }
}
