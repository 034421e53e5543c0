package io.keywheel.cli.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows in columns as wide as they need. Nothing that a server sent can move the cursor. */
final class Table {
    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<UnaryOperator<String>> paints = new ArrayList<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    void row(String... cells) {
        row(line -> line, cells);
    }

    /** @param paint colours the finished line */
    void row(UnaryOperator<String> paint, String... cells) {
        List<String> clean = new ArrayList<>();
        for (String cell : cells) clean.add(cell.isEmpty() ? "–" : clean(cell));
        rows.add(clean);
        paints.add(paint);
    }

    List<String> lines() {
        int[] widths = new int[head.size()];
        widen(widths, head);
        rows.forEach(row -> widen(widths, row));
        List<String> lines = new ArrayList<>();
        lines.add(line(widths, head));
        for (int i = 0; i < rows.size(); i++) lines.add(paints.get(i).apply(line(widths, rows.get(i))));
        return lines;
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], width(row.get(i)));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String line(int[] widths, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i));
            if (i + 1 < widths.length)
                line.append(" ".repeat(widths[i] - width(row.get(i)))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    /** Without characters that control a terminal or turn the direction of writing. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean odd = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            clean.appendCodePoint(odd ? '?' : c);
        });
        return clean.toString();
    }
}
