package io.keywheel.pool;

/**
 * What a request takes of a quota.
 *
 * @param tokens estimated: what its text will come to, and what it asks for at most
 */
public record Cost(double tokens) {
    public static final Cost NOTHING_KNOWN = new Cost(0);

    /** What it takes of a limit of this dimension; 0 where the limit counts something else. */
    double of(Dimension dimension) {
        return switch (dimension.unit()) {
            case REQUESTS -> 1;
            case TOKENS -> tokens;
            case OTHER -> 0;
        };
    }
}
