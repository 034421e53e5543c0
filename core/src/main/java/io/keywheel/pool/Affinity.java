package io.keywheel.pool;

/**
 * Which key a request would rather have.
 *
 * @param session requests of one session go to one key while it serves, so that the provider's prompt cache helps; empty for none
 * @param key the id of a key, empty for none
 * @param only whether no other key will do, since what the request speaks of exists under this one only
 */
public record Affinity(String session, String key, boolean only) {
    public static final Affinity NONE = new Affinity("", "", false);

    public Affinity {
        if (only && key.isEmpty()) throw new IllegalArgumentException("only which key?");
    }

    /** The same key for all requests of this session, while it can serve. */
    public static Affinity session(String name) {
        return name.isEmpty() ? NONE : new Affinity(name, "", false);
    }

    /** This key while it can serve, else another. */
    public static Affinity preferring(String keyId) {
        return new Affinity("", keyId, false);
    }

    /** This key and no other. */
    public static Affinity only(String keyId) {
        return new Affinity("", keyId, true);
    }

    boolean excludes(PoolKey other) {
        return only && !key.equals(other.id());
    }

    boolean isNone() {
        return session.isEmpty() && key.isEmpty();
    }
}
