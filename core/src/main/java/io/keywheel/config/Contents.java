package io.keywheel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What one source holds, or several after one another: values by the names of their settings, and what is wrong with it. */
record Contents(Map<String, Value> values, List<Mistake> mistakes) {
    static final Contents NONE = new Contents(Map.of(), List.of());

    static Contents broken(Mistake mistake) {
        return new Contents(Map.of(), List.of(mistake));
    }

    /** These, and on top of them those of a stronger source. Of lists the stronger one counts as a whole. */
    Contents under(Contents stronger) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.keySet().removeIf(name -> isEntry(name) && stronger.hasList(list(name)));
        all.putAll(stronger.values);
        return new Contents(all, both(mistakes, stronger.mistakes));
    }

    /** These and those, which say nothing of the same. */
    Contents and(Contents others) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Contents(all, both(mistakes, others.mistakes));
    }

    private static List<Mistake> both(List<Mistake> some, List<Mistake> others) {
        List<Mistake> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    /** The values whose names pass. */
    Map<String, Value> values(Predicate<String> names) {
        return values.entrySet().stream()
                .filter(each -> names.test(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private boolean hasList(String list) {
        return values.keySet().stream().anyMatch(name -> name.startsWith(list));
    }

    private static boolean isEntry(String name) {
        return name.indexOf('[') > 0;
    }

    private static String list(String name) {
        return name.substring(0, name.indexOf('[') + 1);
    }
}
