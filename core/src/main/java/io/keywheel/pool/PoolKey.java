package io.keywheel.pool;

/**
 * One API key of one provider.
 *
 * @param id given, or {@code <provider>-} and the secret's fingerprint; never a position
 * @param label says where the key stands, as in {@code GROQ_API_KEY_FALLBACK[2]}
 * @param source where it comes from: {@code environment}, {@code .env}, a file
 */
public record PoolKey(
        String id,
        String provider,
        String label,
        Secret secret,
        QuotaGroup group,
        int weight,
        String source,
        boolean enabled) {

    public PoolKey {
        if (weight < 1) throw new IllegalArgumentException("the weight of key " + id + " is at least 1");
    }

    /** A configured key as it comes from its source: its own quota group, weight 1, enabled. */
    public static PoolKey configured(String provider, String label, Secret secret, String source) {
        String id = provider + "-" + secret.fingerprint(provider);
        return new PoolKey(id, provider, label, secret, QuotaGroup.own(id), 1, source, true);
    }

    /** Whether it is the same key, whatever else is said of it: of the same id, with the same secret. */
    public boolean isSameKey(PoolKey other) {
        return id.equals(other.id) && secret.equals(other.secret);
    }

    public PoolKey inGroup(QuotaGroup group) {
        return new PoolKey(id, provider, label, secret, group, weight, source, enabled);
    }
}
