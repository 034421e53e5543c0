package io.keywheel.cli.operate;

import io.keywheel.sim.Terminal;
import java.util.Map;

/** Glyphs and colours of states, as the dashboard has them: always a word, a sign where the terminal knows it, colour on a terminal. */
public record Paint(boolean colour, boolean unicode) {
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final String DIM = "2";

    private record Sign(String glyph, String colour) {}

    private static final Map<String, Sign> STATES = Map.of(
            "ready", new Sign("✓", GREEN),
            "cooling", new Sign("◔", YELLOW),
            "exhausted", new Sign("◔", YELLOW),
            "quarantined", new Sign("✕", RED),
            "disabled", new Sign("‖", DIM),
            "draining", new Sign("‖", DIM),
            "probing", new Sign("○", "34"));

    public static Paint on(Terminal terminal) {
        return new Paint(terminal.look().colour(), terminal.look().unicode());
    }

    /** A state with its sign. */
    String state(String state) {
        Sign sign = STATES.get(state);
        return sign == null || !unicode ? state : sign.glyph + " " + state;
    }

    /** The text in the colour of a state. */
    String like(String state, String text) {
        Sign sign = STATES.get(state);
        return sign == null ? text : painted(sign.colour, text);
    }

    public String good(String text) {
        return painted(GREEN, text);
    }

    public String bad(String text) {
        return painted(RED, text);
    }

    public String mark(boolean good) {
        if (unicode) return good ? good("✓") : bad("✕");
        return good ? good("ok") : bad("!!");
    }

    private String painted(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
