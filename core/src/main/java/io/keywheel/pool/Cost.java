package io.keywheel.pool;

/**
 * What a request takes of a quota, as it is estimated before it is sent.
 *
 * @param input tokens of its text
 * @param output tokens that its answer may have
 * @param doubt how many of all these the estimate may be too many
 */
record Cost(double input, double output, double doubt) {
    static final Cost NOTHING_KNOWN = new Cost(0, 0, 0);

    /** What the provider billed. */
    static Cost of(Usage usage) {
        return new Cost(usage.input(), usage.output(), 0);
    }

    double tokens() {
        return input + output;
    }

    /** What it takes of a limit of this dimension; 0 where the limit counts something else. */
    double of(Dimension dimension) {
        return switch (dimension) {
            case INPUT_TOKENS_PER_MINUTE -> input;
            case OUTPUT_TOKENS_PER_MINUTE -> output;
            default ->
                switch (dimension.unit()) {
                    case REQUESTS -> 1;
                    case TOKENS -> input + output;
                    case OTHER -> 0;
                };
        };
    }

    /** What it takes at the least: below that no estimate can be blamed. */
    double leastOf(Dimension dimension) {
        return dimension.unit() == Dimension.Unit.TOKENS ? Math.max(0, of(dimension) - doubt) : of(dimension);
    }

    /** Twice as much: what is more than that is an exception. */
    Cost doubled() {
        return new Cost(2 * input, 2 * output, 0);
    }
}
