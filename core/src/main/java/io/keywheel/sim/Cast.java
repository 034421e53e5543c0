package io.keywheel.sim;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys that a scenario plays with: sim-a, sim-b and so on.
 *
 * @param organisations whose each key is
 * @param declared whether the pool is told so
 * @param words what a user should know of them
 */
record Cast(List<String> organisations, boolean declared, Quotas quotas, String words) {

    /** Quotas that come back in another time. */
    Cast within(double factor) {
        Map<String, Terms> own = quotas.own().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> scaled(e.getValue(), factor)));
        Quotas scaled = new Quotas(scaled(quotas.usual(), factor), own, quotas.counting());
        return new Cast(organisations, declared, scaled, words);
    }

    private static Terms scaled(Terms terms, double factor) {
        List<Allowance> scaled = terms.allowances().stream()
                .map(a -> new Allowance(a.unit(), a.limit(), scaled(a.per(), factor), a.refill()))
                .toList();
        return new Terms(scaled, Scenario.scaled(terms.phase(), factor));
    }

    private static Allowance.Per scaled(Allowance.Per per, double factor) {
        return per.lasting(Scenario.scaled(Duration.ofMillis(per.micros() / 1_000), factor));
    }
}
