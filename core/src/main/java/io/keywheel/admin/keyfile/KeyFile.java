package io.keywheel.admin.keyfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text with keys in it, read line by line: a line that cannot be used keeps none of the others from being so.
 *
 * @param problem why the text as a whole cannot be read
 */
public record KeyFile(List<KeyLine> lines, Optional<String> problem) {
    private static final int MOST = 20_000;

    /** How the text is written. */
    public enum Format {
        /** One secret a line; empty lines and those that begin with # do not count. */
        LINES(LineReader::read),
        /** A header with the names of the fields, then a key a line. */
        CSV(CsvReader::read),
        /** An array of objects. */
        JSON(JsonReader::read);

        @SuppressWarnings("ImmutableEnumChecker") // A reader has no state.
        private final Reader reader;

        Format(Reader reader) {
            this.reader = reader;
        }
    }

    /** Cuts a text into entries of named fields. */
    interface Reader {
        Entries read(String text);
    }

    /** One entry and where it stands. A flaw says that it could not be cut. */
    record Entry(int number, Map<String, String> fields, Optional<String> flaw) {}

    record Entries(List<Entry> all, Optional<String> problem) {
        static Entries failed(String why) {
            return new Entries(List.of(), Optional.of(why));
        }
    }

    /**
     * Reads a text.
     *
     * @param provider of keys that name none; empty: the one that their prefix tells
     */
    public static KeyFile read(String text, Format format, Optional<String> provider) {
        Entries entries = format.reader.read(text);
        if (entries.problem().isPresent()) return new KeyFile(List.of(), entries.problem());
        if (entries.all().isEmpty()) return new KeyFile(List.of(), Optional.of("there is no key in it"));
        if (entries.all().size() > MOST)
            return new KeyFile(List.of(), Optional.of("it has more than " + MOST + " lines"));
        List<KeyLine> lines = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (Entry entry : entries.all()) lines.add(once(line(entry, provider), ids));
        return new KeyFile(List.copyOf(lines), Optional.empty());
    }

    private static KeyLine line(Entry entry, Optional<String> provider) {
        return entry.flaw()
                .map(flaw -> KeyLine.flawed(entry.number(), flaw))
                .orElseGet(() -> EntryRules.line(entry, provider));
    }

    /** An id that an earlier line gave another key is that key's. */
    private static KeyLine once(KeyLine line, Map<String, Integer> ids) {
        Optional<String> id = line.key().flatMap(k -> k.id());
        if (id.isEmpty()) return line;
        Integer before = ids.putIfAbsent(id.get(), line.number());
        return before == null ? line : KeyLine.flawed(line.number(), "line " + before + " has this id too");
    }
}
