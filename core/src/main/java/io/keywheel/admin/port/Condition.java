package io.keywheel.admin.port;

import java.util.Optional;
import java.util.Set;

/**
 * What must be so for a change to be made: the versions that somebody looked at, or that there is none yet.
 *
 * @param versions any of them; empty: whatever it is
 */
public record Condition(Set<String> versions, boolean onlyNew) {
    public static final Condition NONE = new Condition(Set.of(), false);

    /** Any version, but there must be one. */
    public static final String ANY = "*";

    public Condition {
        versions = Set.copyOf(versions);
    }

    /** Whether a thing of this version, or that is not there, may be changed. */
    public boolean permits(Optional<String> version) {
        if (onlyNew) return version.isEmpty();
        if (versions.isEmpty()) return true;
        return version.isPresent() && (versions.contains(ANY) || versions.contains(version.get()));
    }
}
