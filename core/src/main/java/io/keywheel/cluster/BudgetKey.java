package io.keywheel.cluster;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Scope;

/** Names one entry of the map {@code budgets}. */
record BudgetKey(String pool, Scope scope, Dimension dimension) {}
