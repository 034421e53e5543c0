package io.keywheel.config;

import java.io.Serial;

/** Says that a text is no value of its setting: why, and what would be. Never quotes what may be a secret. */
final class Unfit extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int QUOTABLE = 24;
    private final String mend;

    Unfit(String reason, String mend) {
        super(reason, null, false, false);
        this.mend = mend;
    }

    /** The text in quotes if it is too short to be a key that strayed into the wrong setting. */
    static String quoted(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        return plain && text.length() <= QUOTABLE ? "\"" + text + "\"" : "the value";
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String mend() {
        return mend;
    }
}
