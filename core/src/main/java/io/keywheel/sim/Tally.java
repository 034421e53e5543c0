package io.keywheel.sim;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How the simulated provider's requests ended, by key and outcome: a status, or the name of a fault that has none. */
final class Tally {
    /** Who asked with a key that the provider does not know. */
    static final String STRANGER = "stranger";

    private final Map<String, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();

    void count(String key, String outcome) {
        counts.computeIfAbsent(key, k -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, o -> new LongAdder())
                .increment();
    }

    Map<String, Map<String, Long>> read() {
        Map<String, Map<String, Long>> read = new TreeMap<>();
        counts.forEach((key, outcomes) -> {
            Map<String, Long> ends = new TreeMap<>();
            outcomes.forEach((outcome, count) -> ends.put(outcome, count.sum()));
            read.put(key, ends);
        });
        return read;
    }
}
