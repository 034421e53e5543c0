package io.keywheel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one source holds, or several after one another: values by the names of their settings, and what is wrong with it. */
record Contents(Map<String, Value> values, List<Mistake> mistakes) {
    static final Contents NONE = new Contents(Map.of(), List.of());

    static Contents broken(Mistake mistake) {
        return new Contents(Map.of(), List.of(mistake));
    }

    /** These, and on top of them those of a stronger source. */
    Contents under(Contents stronger) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.putAll(stronger.values);
        List<Mistake> both = new ArrayList<>(mistakes);
        both.addAll(stronger.mistakes);
        return new Contents(all, both);
    }
}
