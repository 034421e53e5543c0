package io.keywheel.cli.api;

import java.util.List;

/** A command that cannot go on: what is said on standard error, and what the process ends with. */
public final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exit;
    private final transient List<String> lines;

    /**
     * With everything that is to be said.
     *
     * @param lines the first says what is wrong; never a secret
     */
    public Ended(int exit, List<String> lines) {
        super(lines.isEmpty() ? "" : lines.get(0), null, false, false);
        this.exit = exit;
        this.lines = List.copyOf(lines);
    }

    /** With the way to mend it. */
    public Ended(int exit, String what, String mend) {
        this(exit, mend.isEmpty() ? List.of(what) : List.of(what, "  mend:  " + mend));
    }

    public int exit() {
        return exit;
    }

    public List<String> lines() {
        return lines;
    }
}
