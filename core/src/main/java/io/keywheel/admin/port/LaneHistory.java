package io.keywheel.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What state each key was in, over the last day. */
@FunctionalInterface
public interface LaneHistory {
    Lanes between(Optional<Instant> from, Optional<Instant> to);

    /** The spans of all keys. */
    record Lanes(Instant from, Instant to, List<Lane> lanes) {}

    /** One key's. */
    record Lane(String key, List<Span> spans) {}

    /** A state that held. */
    record Span(Instant from, Instant to, KeyState state) {}
}
