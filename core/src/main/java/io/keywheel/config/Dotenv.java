package io.keywheel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a {@code .env} file: {@code NAME=value} lines, {@code export} allowed, {@code #} comments.
 * In single quotes everything stands for itself; in double quotes {@code \n \t \" \\ \$} are escapes; nothing is expanded.
 *
 * @param entries by name; of two with one name the later counts
 * @param flaws lines that cannot be read; they never quote the line, it may hold a secret
 */
record Dotenv(Map<String, Entry> entries, List<Flaw> flaws) {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=(.*)", Pattern.DOTALL);
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern COMMENT = Pattern.compile("\\s#.*$", Pattern.DOTALL);

    record Entry(String value, int line) {}

    record Flaw(int line, String reason) {}

    static Dotenv parse(String content) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Flaw> flaws = new ArrayList<>();
        String[] lines = withoutMark(content).split("\\r?\\n|\\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].stripLeading().startsWith("#")) continue;
            read(lines[i], i + 1, entries).ifPresent(flaws::add);
        }
        return new Dotenv(entries, flaws);
    }

    private static Optional<Flaw> read(String text, int line, Map<String, Entry> entries) {
        Matcher parts = ASSIGNMENT.matcher(text);
        if (!parts.matches()) return Optional.of(new Flaw(line, "it is neither NAME=value nor a comment"));
        Optional<String> value = value(parts.group(2));
        value.ifPresent(v -> entries.put(parts.group(1), new Entry(v, line)));
        return value.isPresent()
                ? Optional.empty()
                : Optional.of(new Flaw(line, "a quote is not closed, or something follows the closing quote"));
    }

    /** A {@code #} begins a comment after a space only: {@code A=#b} is a value, {@code A= # b} is none. */
    private static Optional<String> value(String text) {
        String raw = text.strip();
        if (raw.startsWith("'")) return group(SINGLE, raw);
        if (raw.startsWith("\"")) return group(DOUBLE, raw).map(Dotenv::unescaped);
        return Optional.of(COMMENT.matcher(text).replaceFirst("").strip());
    }

    private static Optional<String> group(Pattern quoted, String raw) {
        Matcher parts = quoted.matcher(raw);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            case "\"", "\\", "$" -> escape.group(1);
                            default -> escape.group();
                        }));
    }

    private static String withoutMark(String content) {
        return content.startsWith("\uFEFF") ? content.substring(1) : content;
    }
}
