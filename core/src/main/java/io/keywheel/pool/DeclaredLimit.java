package io.keywheel.pool;

import java.util.function.Predicate;

/**
 * A limit that the operator states, since the provider's answers do not.
 *
 * @param group the quota group or the id of the key that has it; empty for every group by itself
 * @param models the models that have it, each for itself
 * @param dimension requests or tokens in a period
 */
public record DeclaredLimit(String group, Predicate<String> models, Dimension dimension, long limit) {

    public DeclaredLimit {
        if (limit < 1) throw new IllegalArgumentException("a limit is at least 1");
        if (dimension.periodMillis() == 0) throw new IllegalArgumentException(dimension + " has no period");
    }

    boolean isOf(QuotaGroup of, String model) {
        return (group.isEmpty() || group.equals(of.name())) && models.test(model);
    }
}
