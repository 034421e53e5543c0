package io.keywheel.sim;

/** What one request takes from its limits; the prompt and {@code max_tokens} are charged on admission. */
record Cost(long tokens) {

    long of(Allowance.Unit unit) {
        return unit == Allowance.Unit.REQUESTS ? 1 : tokens;
    }
}
