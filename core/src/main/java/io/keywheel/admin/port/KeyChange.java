package io.keywheel.admin.port;

import java.util.List;
import java.util.Optional;

/** What came of an order to change a key. */
public sealed interface KeyChange {

    /** What was done. */
    enum Effect {
        CREATED,
        CHANGED,
        UNCHANGED,
        /** Out of rotation; it goes when the time is over that it can be taken back in. */
        REMOVING,
        REMOVED
    }

    /**
     * It is so, on every member.
     *
     * @param key as it is now, or was
     * @param durable false where the store was away, and it is written later
     */
    record Done(KeyView key, Effect effect, List<String> warnings, boolean durable) implements KeyChange {
        public Done(KeyView key, Effect effect) {
            this(key, effect, List.of(), true);
        }
    }

    /** It is so here, and these members have not confirmed it in time. */
    record Accepted(Optional<KeyView> key, List<String> missing) implements KeyChange {}

    /** Another key has this id, or this very secret. */
    record Exists(String id, boolean sameSecret) implements KeyChange {}

    /** There is no such key. */
    record Missing(String id) implements KeyChange {}

    /** It has changed since; this is its version now, empty where it is not there. */
    record Stale(Optional<String> version) implements KeyChange {}

    /**
     * That belongs to the key's source.
     *
     * @param source as in the key's {@code source} and label
     * @param what cannot be changed here: {@code secret}, {@code existence}
     */
    record BelongsToSource(String id, String source, String what) implements KeyChange {}

    /** No such provider is configured. */
    record UnknownProvider(String provider, List<String> known) implements KeyChange {}

    /** A key's provider cannot change: another id, or remove it first. */
    record OtherProvider(String id, String provider) implements KeyChange {}

    /** Nothing to take back, or too late. */
    record NotRestorable(String id) implements KeyChange {}

    /**
     * The store is away.
     *
     * @param applied whether the change acts all the same, though it is not written
     */
    record StoreUnavailable(boolean applied) implements KeyChange {}
}
