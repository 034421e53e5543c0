package io.keywheel.pool;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How a provider counts its limits, as far as its dialect knows.
 *
 * @param allModels whether a limit covers all models of a group together
 * @param family the models that share a limit with a model, under one name; its own name where it shares none
 * @param perOrganisation whether keys of two projects of one organisation share their limits
 * @param refill how a limit comes back, before anything was seen of it
 * @param provesKeys whether an unbilled probe tells a live key from a dead one; where it does not, one real request does
 */
public record Counting(
        boolean allModels,
        UnaryOperator<String> family,
        boolean perOrganisation,
        Function<Dimension, RefillKind> refill,
        boolean provesKeys) {

    /** Each model by itself, and nothing else known. */
    public static final Counting UNKNOWN =
            new Counting(false, UnaryOperator.identity(), false, d -> RefillKind.UNKNOWN, true);
}
