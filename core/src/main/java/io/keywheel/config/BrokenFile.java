package io.keywheel.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says why a file cannot be read, and in which line. What parsers say themselves quotes the file, and the file holds secrets. */
final class BrokenFile {
    /** The parser's words up to where it begins to quote. */
    private static final Pattern UNQUOTED =
            Pattern.compile("[A-Za-z ]+?(?= (?:key|alias|anchor|tag|directive|handle|prefix)\\b|[^A-Za-z ]|$)");

    private BrokenFile() {}

    static List<Mistake> mistakes(SourceInfo source, Throwable failure) {
        String file = source.name();
        String place = source.place().equals(file) ? "" : source.place();
        return mistakes(file, failure).stream()
                .map(mistake -> new Mistake(
                        file, (place + " " + mistake.origin()).strip(), mistake.reason(), mistake.mend(), file))
                .toList();
    }

    private static List<Mistake> mistakes(String file, Throwable failure) {
        if (failure instanceof FlawedDotenv flawed)
            return flawed.flaws().stream()
                    .map(flaw -> mistake(file, flaw.line(), flaw.reason()))
                    .toList();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            @Nullable Mistake known = known(file, cause);
            if (known != null) return List.of(known);
        }
        return List.of(new Mistake(file, "", "it holds no settings", "Write name: value lines, as in .env.example."));
    }

    private static @Nullable Mistake known(String file, Throwable cause) {
        if (cause instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null)
            return mistake(file, yaml.getProblemMark().getLine() + 1, "it is not YAML: " + unquoted(yaml.getProblem()));
        if (cause instanceof JsonProcessingException json && json.getLocation() != null)
            return mistake(file, json.getLocation().getLineNr(), "it is not JSON from there on");
        return null;
    }

    private static Mistake mistake(String file, int line, String reason) {
        return new Mistake(file, "line " + line, reason, "Mend that line.");
    }

    private static String unquoted(@Nullable String problem) {
        Matcher words = UNQUOTED.matcher(String.valueOf(problem));
        return words.lookingAt() ? words.group().strip() : "something is out of place";
    }
}
