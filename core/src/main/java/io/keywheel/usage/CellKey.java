package io.keywheel.usage;

import io.keywheel.pool.Outcome;
import java.util.Locale;

/**
 * What is counted apart.
 *
 * @param key id of the key, empty where no key could be asked
 * @param outcome name of an {@link Outcome}, or {@link #UNSERVED}
 */
record CellKey(String provider, String key, String model, String caller, String outcome) {
    /** No key could be asked. */
    static final String UNSERVED = "UNSERVED";

    static final String OTHER = "other";

    /** The same without the names that callers choose. */
    CellKey folded() {
        return new CellKey(provider, key, OTHER, OTHER, outcome);
    }

    CellKey withOtherModel() {
        return new CellKey(provider, key, OTHER, caller, outcome);
    }

    /** The same where nobody asks for models and callers. */
    CellKey ofKey() {
        return new CellKey(provider, key, "", "", outcome);
    }

    /** As {@code rateLimited}. */
    static String camel(String outcome) {
        StringBuilder camel = new StringBuilder();
        for (String word : outcome.toLowerCase(Locale.ROOT).split("_", -1)) {
            if (camel.length() == 0) camel.append(word);
            else camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return camel.toString();
    }

    boolean succeeded() {
        return outcome.equals(Outcome.SUCCEEDED.name());
    }
}
