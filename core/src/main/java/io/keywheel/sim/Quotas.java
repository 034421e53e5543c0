package io.keywheel.sim;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may use how much, and how that is counted.
 *
 * @param usual for every organisation that has no terms of its own
 */
public record Quotas(Terms usual, Map<String, Terms> own, Counting counting) {

    public Quotas {
        own = Map.copyOf(own);
    }

    public static Quotas of(List<Allowance> usual) {
        return new Quotas(Terms.of(usual.toArray(Allowance[]::new)), Map.of(), Counting.GROQ);
    }

    public static Quotas of(Allowance... usual) {
        return of(List.of(usual));
    }

    public Quotas with(String organisation, Terms its) {
        Map<String, Terms> all = Stream.concat(own.entrySet().stream(), Stream.of(Map.entry(organisation, its)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (before, now) -> now));
        return new Quotas(usual, all, counting);
    }

    public Quotas counted(Counting how) {
        return new Quotas(usual, own, how);
    }

    Terms termsOf(SimKey key) {
        Terms terms = own.getOrDefault(key.organisation(), usual);
        return key.limits().isEmpty() ? terms : new Terms(key.limits(), terms.phase());
    }

    AccountName accountOf(SimKey key, String model) {
        return new AccountName(
                key.organisation(),
                counting.perProject() ? key.project() : "",
                key.limits().isEmpty() ? "" : key.id(),
                counting.perModel() ? model : "");
    }
}
