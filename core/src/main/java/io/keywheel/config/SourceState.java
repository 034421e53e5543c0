package io.keywheel.config;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a source is. While it is broken, what it held last counts.
 *
 * @param type {@code environment}, {@code file}, {@code directory}, {@code http} …
 * @param place where it is
 * @param brokenSince empty while it is well
 * @param mistakes why it is broken
 */
public record SourceState(
        String name, String type, String place, Optional<Instant> brokenSince, List<Mistake> mistakes) {

    public SourceState {
        mistakes = List.copyOf(mistakes);
    }

    public boolean isBroken() {
        return brokenSince.isPresent();
    }
}
