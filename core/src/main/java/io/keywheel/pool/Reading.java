package io.keywheel.pool;

/** One answer under both readings: the window's end, and the time in which a bucket would fill from nothing. */
record Reading(double endEarly, double endLate, double fillLeast, double fillMost) {
    boolean sameEnd(Reading other) {
        return endEarly <= other.endLate && other.endEarly <= endLate;
    }

    boolean sameFill(Reading other) {
        return fillLeast <= other.fillMost && other.fillLeast <= fillMost;
    }
}
