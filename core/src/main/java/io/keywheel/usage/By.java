package io.keywheel.usage;

import java.util.Locale;

/** What counts are told apart by. */
enum By {
    KEY,
    MODEL,
    PROVIDER,
    OUTCOME,
    CALLER;

    static By named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Under which cells of one series are added up: by its name, and by outcome still. */
    CellKey of(CellKey key) {
        return new CellKey("", name(key), "", "", key.outcome());
    }

    String name(CellKey key) {
        return switch (this) {
            case KEY -> key.key();
            case MODEL -> key.model();
            case PROVIDER -> key.provider();
            case OUTCOME -> key.outcome().toLowerCase(Locale.ROOT);
            case CALLER -> key.caller();
        };
    }
}
