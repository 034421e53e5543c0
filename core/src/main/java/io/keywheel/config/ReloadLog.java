package io.keywheel.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a reload did, and once for each change how a source is. */
final class ReloadLog {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadLog.class);
    private final Map<String, List<Mistake>> broken = new HashMap<>();

    void reloaded(Reloaded what) {
        KeyChanges keys = what.keys();
        LOG.info(
                "Reloaded: {} key(s) added, {} removed, {} changed, {} unchanged",
                keys.added().size(),
                keys.removed().size(),
                keys.changed().size(),
                keys.unchanged().size());
        if (!what.atOnce().isEmpty()) LOG.info("Changed: {}", String.join(", ", what.atOnce()));
        if (!what.afterRestart().isEmpty())
            LOG.warn("Takes effect after a restart: {}", String.join(", ", what.afterRestart()));
    }

    synchronized void sources(List<SourceState> states) {
        for (SourceState state : states) {
            List<Mistake> before = broken.getOrDefault(state.name(), List.of());
            if (state.isBroken() && !state.mistakes().equals(before))
                state.mistakes()
                        .forEach(mistake -> LOG.warn(
                                "Source {} is broken, what it held before counts: {}", state.name(), mistake.line()));
            if (state.isBroken()) broken.put(state.name(), state.mistakes());
        }
        broken.keySet().removeIf(name -> {
            boolean mended = states.stream()
                    .noneMatch(state -> state.isBroken() && state.name().equals(name));
            if (mended) LOG.info("Source {} is mended", name);
            return mended;
        });
    }

    void failed(RuntimeException failure) {
        LOG.error("What was reloaded could not be brought into force everywhere", failure);
    }
}
