package io.keywheel.admin.port;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next the place to go on from, empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
