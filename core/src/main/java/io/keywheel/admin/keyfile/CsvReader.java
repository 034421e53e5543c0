package io.keywheel.admin.keyfile;

import io.keywheel.admin.keyfile.KeyFile.Entries;
import io.keywheel.admin.keyfile.KeyFile.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Comma-separated values with a header, quoted as RFC 4180 has it. */
final class CsvReader {

    /** A row and the line that it begins at. */
    private record Row(int line, List<String> cells, boolean whole) {
        boolean isBlank() {
            return cells.size() == 1 && cells.get(0).isBlank();
        }
    }

    private final String text;
    private int at;
    private int line = 1;
    private boolean whole = true;

    private CsvReader(String text) {
        this.text = text;
    }

    static Entries read(String text) {
        List<Row> rows = new CsvReader(text).rows();
        if (rows.isEmpty()) return Entries.failed("it has no header");
        List<String> names = new ArrayList<>();
        for (String cell : rows.get(0).cells()) {
            Optional<String> name = EntryRules.name(cell.strip().toLowerCase(Locale.ROOT));
            if (name.isEmpty()) return Entries.failed("its header may name " + String.join(", ", EntryRules.NAMES));
            if (names.contains(name.get())) return Entries.failed("its header names " + name.get() + " twice");
            names.add(name.get());
        }
        if (!names.contains(EntryRules.SECRET)) return Entries.failed("its header does not name secret");
        return new Entries(rows.stream().skip(1).map(row -> entry(names, row)).toList(), Optional.empty());
    }

    private static Entry entry(List<String> names, Row row) {
        if (!row.whole()) return new Entry(row.line(), Map.of(), Optional.of("a quote is not closed"));
        if (row.cells().size() != names.size())
            return new Entry(
                    row.line(),
                    Map.of(),
                    Optional.of("it has " + row.cells().size() + " fields, the header " + names.size()));
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String cell = row.cells().get(i).strip();
            if (!cell.isEmpty()) fields.put(names.get(i), cell);
        }
        return new Entry(row.line(), fields, Optional.empty());
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        while (at < text.length()) {
            Row row = row();
            if (!row.isBlank()) rows.add(row);
        }
        return rows;
    }

    private Row row() {
        int begins = line;
        whole = true;
        List<String> cells = new ArrayList<>();
        do cells.add(cell());
        while (take(','));
        take('\r');
        if (take('\n')) line++;
        return new Row(begins, cells, whole);
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) at++;
        return there;
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        if (take('"')) quoted(cell);
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) cell.append(text.charAt(at++));
        // A lone carriage return ends no line.
        if (at < text.length() && text.charAt(at) == '\r' && !text.startsWith("\r\n", at))
            cell.append(text.charAt(at++));
        return cell.toString();
    }

    private void quoted(StringBuilder cell) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\n') line++;
            if (c != '"') cell.append(c);
            else if (take('"')) cell.append('"');
            else return;
        }
        whole = false;
    }
}
