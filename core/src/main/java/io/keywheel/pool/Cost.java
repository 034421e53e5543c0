package io.keywheel.pool;

/**
 * What a request takes of a quota.
 *
 * @param tokens estimated: what its text will come to, and what it asks for at most
 */
public record Cost(double tokens) {
    private static final double BYTES_PER_TOKEN = 4;

    /** By a rule of thumb: four bytes a token, and all the tokens that it allows itself. */
    static Cost of(RequestSize size) {
        return new Cost(size.bytes() / BYTES_PER_TOKEN + size.maxTokens());
    }

    /** What it takes of a limit of this dimension; 0 where the limit counts something else. */
    double of(Dimension dimension) {
        return switch (dimension.unit()) {
            case REQUESTS -> 1;
            case TOKENS -> tokens;
            case OTHER -> 0;
        };
    }
}
