package io.keywheel.sim;

import java.time.Duration;

/**
 * How a story's lines are drawn.
 *
 * @param colour for terminals only
 * @param unicode false where the terminal may not know more than ASCII
 */
public record Look(boolean colour, boolean unicode) {
    public static final Look PLAIN = new Look(false, true);

    private static final String DIM = "2";

    /** What a line is about, at a glance. */
    public enum Glyph {
        /** The requests went elsewhere; it mends itself. */
        AWAY("▲", "33"),
        /** Somebody must act. */
        OUT("✕", "31"),
        BACK("✓", "32");

        private final String sign;
        private final String colour;

        Glyph(String sign, String colour) {
            this.sign = sign;
            this.colour = colour;
        }
    }

    /** One thing that happened. */
    String line(Duration at, Line line) {
        Glyph glyph = line.glyph();
        String told = "  %s  %s %-41s→ %-21s"
                .formatted(painted(DIM, clock(at)), painted(glyph.colour, glyph.sign), line.what(), line.then());
        return text(line.end().isEmpty() ? told.stripTrailing() : told + " " + line.end());
    }

    /** A line with a time and no sign. */
    String line(Duration at, String what) {
        return text("  " + painted(DIM, clock(at)) + "  " + what);
    }

    /** The text in the characters that the terminal knows. */
    String text(String text) {
        if (unicode) return text;
        return text.replace("▲", "^")
                .replace("✕", "x")
                .replace("✓", "+")
                .replace("→", ">")
                .replace("·", "-")
                .replaceAll("[^\\x00-\\x7f]", "?");
    }

    private String painted(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String clock(Duration at) {
        return "%02d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
    }
}
