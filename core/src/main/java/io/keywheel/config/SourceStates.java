package io.keywheel.config;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How all sources are, and since when. */
final class SourceStates {
    private final InstantSource clock;
    private volatile List<SourceState> states = List.of();

    SourceStates(InstantSource clock) {
        this.clock = clock;
    }

    List<SourceState> now() {
        return states;
    }

    /** The states that a snapshot shows. */
    List<SourceState> in(Snapshot snapshot) {
        Map<String, Instant> since = new HashMap<>();
        for (SourceState state : states) state.brokenSince().ifPresent(at -> since.put(state.name(), at));
        List<SourceState> found = new ArrayList<>();
        for (Taken taken : snapshot.taken()) {
            SourceInfo info = taken.info();
            found.add(new SourceState(
                    info.name(),
                    info.type(),
                    info.place(),
                    taken.isBroken() ? since(since, info.name()) : Optional.empty(),
                    taken.trouble()));
        }
        snapshot.broken()
                .forEach((path, mistakes) ->
                        found.add(new SourceState(path, "secret file", path, since(since, path), mistakes)));
        return List.copyOf(found);
    }

    private Optional<Instant> since(Map<String, Instant> known, String name) {
        return Optional.of(known.getOrDefault(name, clock.instant()));
    }

    void become(List<SourceState> next) {
        states = next;
    }
}
