package io.keywheel.sim;

import io.keywheel.sim.Look.Glyph;

/**
 * One line of the story.
 *
 * @param then what became of it
 * @param end what the caller saw, empty where no caller met it
 */
record Line(Glyph glyph, String what, String then, String end) {

    static Line seen(Seen seen, Trouble trouble) {
        return new Line(trouble.glyph(), trouble.what(), trouble.ends().words(seen), saw(seen));
    }

    static Line seen(Seen seen, Glyph glyph, String what, String then) {
        return new Line(glyph, what, then, saw(seen));
    }

    private static String saw(Seen seen) {
        return "caller saw: " + (seen.status() == 0 ? "no answer" : Integer.toString(seen.status()));
    }
}
