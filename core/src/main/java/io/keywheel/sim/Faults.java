package io.keywheel.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that are under way: those that a script ordered, and how far each header's has come. Any thread may call. */
final class Faults {
    private static final int MOST_HEADERS = 1_000;

    /** A scripted order and how many more requests it hits. */
    private record Standing(FaultOrder order, int left) {}

    private final List<Standing> scripted = new ArrayList<>();
    private final Map<String, Integer> played = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_HEADERS;
        }
    };

    synchronized void play(FaultOrder order) {
        scripted.add(new Standing(order, order.times()));
    }

    synchronized void clear() {
        scripted.clear();
    }

    /** The fault that a script has for this request, if any. */
    synchronized Optional<FaultOrder> scriptedFor(Visit visit) {
        for (int i = 0; i < scripted.size(); i++) {
            Standing standing = scripted.get(i);
            if (!standing.order().hits(visit)) continue;
            if (standing.left() == 1) scripted.remove(i);
            if (standing.left() > 1) scripted.set(i, new Standing(standing.order(), standing.left() - 1));
            return Optional.of(standing.order());
        }
        return Optional.empty();
    }

    /** Whether this request, which brought {@code order} as {@code header} and is hit by it, is one of those that fail. */
    synchronized boolean fails(String header, FaultOrder order) {
        if (order.times() == 0) return true;
        int before = played.getOrDefault(header, 0);
        if (before < order.times()) {
            played.put(header, before + 1);
            return true;
        }
        played.remove(header);
        return false;
    }
}
