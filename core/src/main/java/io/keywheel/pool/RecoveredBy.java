package io.keywheel.pool;

/** Who says that a rejected key is accepted again. */
public enum RecoveredBy {
    PROBE("a probe says so"),
    REQUEST("it served a request"),
    OPERATOR("an operator says so"),
    MEMBER("another member says so");

    private final String words;

    RecoveredBy(String words) {
        this.words = words;
    }

    /** As in logs. */
    public String words() {
        return words;
    }
}
