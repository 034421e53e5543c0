package io.keywheel.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the content of a file in the place of a secret that was given by its {@code _FILE} name. */
final class SecretFiles {
    private static final long LARGEST = 1 << 20;
    private final Path directory;
    private final Map<String, Value> values;
    private final List<Mistake> mistakes;

    SecretFiles(Path directory, Map<String, Value> values, List<Mistake> mistakes) {
        this.directory = directory;
        this.values = values;
        this.mistakes = mistakes;
    }

    void read(Collection<Setting<?>> settings) {
        for (Setting<?> setting : settings) if (setting.secret()) read(setting);
    }

    private void read(Setting<?> setting) {
        Value file = values.get(setting.fileName());
        if (file == null) return;
        Value given = values.get(setting.name());
        if (given != null) {
            String other = given.origin().equals(file.origin()) ? setting.name() : given.origin();
            String reason = "it is set beside " + other + ", and only one of them can hold";
            mistakes.add(new Mistake(setting.fileName(), file.origin(), reason, "Remove one of the two."));
            return;
        }
        String content = content(setting, file);
        if (content != null)
            values.put(setting.name(), new Value(content, file.text(), file.text() + ", named by " + file.origin()));
    }

    private @Nullable String content(Setting<?> setting, Value file) {
        String reason = "the file cannot be read";
        try {
            Path path = directory.resolve(file.text());
            if (Files.size(path) > LARGEST) reason = "the file is too large for a secret";
            else {
                String content = Files.readString(path, StandardCharsets.UTF_8).strip();
                if (!content.isEmpty()) return content;
                reason = "the file is empty";
            }
        } catch (IOException | IllegalArgumentException e) {
            // Neither the path nor the cause is told: people put the secret itself where the path belongs.
        }
        mistakes.add(new Mistake(
                setting.fileName(), file.origin(), reason, "Name a file that holds the secret and nothing else."));
        return null;
    }
}
