package io.keywheel.sim;

import java.util.List;

/** Whether an organisation's limits let a request in. */
sealed interface Admission {

    /** What the limit headers say afterwards. */
    List<Gauge> gauges();

    /** One limit as it stands. */
    record Gauge(Allowance allowance, long remaining, long resetMicros) {}

    /** Let in, and charged. */
    record Admitted(List<Gauge> gauges) implements Admission {}

    /** Turned away by the limit that makes it wait longest; nothing was charged. */
    record Refused(Allowance allowance, long used, long requested, long waitMicros, List<Gauge> gauges)
            implements Admission {}

    /** Larger than the limit itself. */
    record TooLarge(Allowance allowance, long requested, List<Gauge> gauges) implements Admission {}
}
