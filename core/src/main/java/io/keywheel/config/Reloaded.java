package io.keywheel.config;

import java.util.List;

/**
 * What came of reading all sources again.
 *
 * @param generation counts the settings that were in force; a reload that changes nothing leaves it
 * @param dryRun whether it only says what would be
 * @param atOnce settings that are other than before and in force now
 * @param afterRestart settings that are other than at the start and wait for a restart
 * @param broken the sources that are broken, with what they held last
 * @param mistakes what is wrong with no single source; where there are some, nothing has changed
 */
public record Reloaded(
        long generation,
        boolean dryRun,
        KeyChanges keys,
        List<String> atOnce,
        List<String> afterRestart,
        List<SourceState> broken,
        List<Mistake> mistakes) {

    public Reloaded {
        atOnce = List.copyOf(atOnce);
        afterRestart = List.copyOf(afterRestart);
        broken = List.copyOf(broken);
        mistakes = List.copyOf(mistakes);
    }

    /** Whether anything takes effect now. */
    public boolean changesNothing() {
        return keys.isEmpty() && atOnce.isEmpty();
    }
}
