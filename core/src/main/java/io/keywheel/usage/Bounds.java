package io.keywheel.usage;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds the number of cells down: names of models come from callers. What is beyond goes to {@code other}. Any thread may ask. */
final class Bounds {
    private static final int MOST_MODELS = 500;
    private static final int MOST_CELLS = 10_000;

    private final Set<String> models = ConcurrentHashMap.newKeySet();

    /** Where to count {@code key}, of which there is no cell yet among {@code cells}. */
    CellKey of(CellKey key, long cells) {
        if (cells >= MOST_CELLS) return key.folded();
        String model = key.provider() + '\n' + key.model();
        if (models.contains(model)) return key;
        if (key.model().equals(CellKey.OTHER)) return key;
        if (models.size() >= MOST_MODELS) return key.withOtherModel();
        models.add(model);
        return key;
    }
}
