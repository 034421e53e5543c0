package io.keywheel.admin.keyfile;

import io.keywheel.admin.keyfile.KeyFile.Entries;
import io.keywheel.admin.keyfile.KeyFile.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One secret a line. */
final class LineReader {
    private LineReader() {}

    static Entries read(String text) {
        List<Entry> entries = new ArrayList<>();
        String[] lines = text.split("\\r\\n|\\n|\\r", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            entries.add(new Entry(i + 1, Map.of(EntryRules.SECRET, line), Optional.empty()));
        }
        return new Entries(entries, Optional.empty());
    }
}
