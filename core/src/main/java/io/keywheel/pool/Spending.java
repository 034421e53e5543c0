package io.keywheel.pool;

import java.util.Optional;

/**
 * What a member has taken of a limit, and what it knows of it.
 *
 * @param scope the quota group and the family of models
 * @param total all that it has ever taken in the name of the group, in units of the dimension; only grows or is corrected
 * @param at pool time in milliseconds
 * @param told the limit's figures, where a provider has told them to this member since it last said
 */
public record Spending(Scope scope, Dimension dimension, double total, long at, Optional<BudgetState> told) {}
