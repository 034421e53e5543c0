package io.keywheel.config;

import java.io.Serial;

/** Says why a source gave nothing. Never quotes it, nor the address, which may hold a secret. */
final class SourceTrouble extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String mend;
    private final Nature nature;

    private enum Nature {
        BROKEN,
        UNREACHABLE,
        MISSING
    }

    private SourceTrouble(String reason, String mend, Nature nature) {
        super(reason, null, false, false);
        this.mend = mend;
        this.nature = nature;
    }

    /** Somebody must mend it. */
    static SourceTrouble broken(String reason, String mend) {
        return new SourceTrouble(reason, mend, Nature.BROKEN);
    }

    /** It may be there again in a moment: no reason not to start. */
    static SourceTrouble unreachable(String reason) {
        return new SourceTrouble(reason, "It is asked again.", Nature.UNREACHABLE);
    }

    /** There is nothing where it should be, and nothing wrong with that where it is optional. */
    static SourceTrouble missing(String mend) {
        return new SourceTrouble("it is not there", mend, Nature.MISSING);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String mend() {
        return mend;
    }

    boolean isUnreachable() {
        return nature == Nature.UNREACHABLE;
    }

    boolean isMissing() {
        return nature == Nature.MISSING;
    }
}
