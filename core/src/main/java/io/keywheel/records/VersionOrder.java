package io.keywheel.records;

import java.util.Comparator;

/**
 * The one order of versions, in map, store, merge and exchange alike: higher incarnation, then the tombstone, then higher revision, then
 * disabled, then the smaller writer, then the smaller change id. Total: two are equal only where they are the same version.
 */
public final class VersionOrder {

    /** The newer version is the greater one. */
    public static final Comparator<Version> ORDER = Comparator.comparingLong(Version::incarnation)
            .thenComparing(Version::tombstone)
            .thenComparingLong(Version::revision)
            .thenComparing(Version::disabled)
            .thenComparing(Version::writer, Comparator.reverseOrder())
            .thenComparing(Version::changeId, Comparator.reverseOrder());

    private VersionOrder() {}

    public static boolean isNewer(Version coming, Version here) {
        return ORDER.compare(coming, here) > 0;
    }
}
