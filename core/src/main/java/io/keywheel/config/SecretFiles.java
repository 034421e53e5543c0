package io.keywheel.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the content of a file in the place of a secret that was given by its {@code _FILE} name. */
final class SecretFiles {
    private final Path directory;
    private final Map<String, String> last;
    private final Set<String> broken;
    private final Map<String, String> contents = new HashMap<>();

    SecretFiles(Path directory) {
        this(directory, Map.of(), Set.of());
    }

    /**
     * @param last what files held when all was well
     * @param broken files whose last content counts, whatever they hold now
     */
    SecretFiles(Path directory, Map<String, String> last, Set<String> broken) {
        this.directory = directory;
        this.last = last;
        this.broken = broken;
    }

    void read(Collection<? extends Setting<?>> settings, Map<String, Value> values, List<Mistake> mistakes) {
        for (Setting<?> setting : settings) if (setting.secret()) read(setting, values, mistakes);
    }

    /** What the files held, by their names as people wrote them. */
    Map<String, String> contents() {
        return Map.copyOf(contents);
    }

    private void read(Setting<?> setting, Map<String, Value> values, List<Mistake> mistakes) {
        Value file = values.get(setting.fileName());
        if (file == null) return;
        Value given = values.get(setting.name());
        if (given != null) {
            String other = given.origin().equals(file.origin()) ? setting.name() : given.origin();
            String reason = "it is set beside " + other + ", and only one of them can hold";
            mistakes.add(
                    new Mistake(setting.fileName(), file.origin(), reason, "Remove one of the two.", file.source()));
            return;
        }
        String content = content(setting, file, mistakes);
        if (content == null) return;
        contents.put(file.text(), content);
        values.put(setting.name(), new Value(content, file.text(), file.text() + ", named by " + file.origin()));
    }

    private @Nullable String content(Setting<?> setting, Value file, List<Mistake> mistakes) {
        if (broken.contains(file.text())) return last.get(file.text());
        // Neither the path nor the cause is told: people put the secret itself where the path belongs.
        String reason = "the file cannot be read";
        try {
            String content = new String(LocalFile.read(directory.resolve(file.text())), StandardCharsets.UTF_8).strip();
            if (!content.isEmpty()) return content;
            reason = "the file is empty";
        } catch (SourceTrouble e) {
            if (e.reason().contains("larger")) reason = "the file is too large for a secret";
        } catch (InvalidPathException e) {
            // No path at all.
        }
        String source = last.containsKey(file.text()) ? file.text() : file.source();
        mistakes.add(new Mistake(
                setting.fileName(),
                file.origin(),
                reason,
                "Name a file that holds the secret and nothing else.",
                source));
        return null;
    }
}
