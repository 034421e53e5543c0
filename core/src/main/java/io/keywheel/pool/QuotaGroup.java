package io.keywheel.pool;

/**
 * The organisation, project or account whose limits the provider counts. Keys of one group share one quota.
 *
 * @param name as the operator declared it, or the key's own id
 * @param declared whether the operator named it
 */
public record QuotaGroup(String name, boolean declared) {

    public static QuotaGroup declared(String name) {
        return new QuotaGroup(name, true);
    }

    public static QuotaGroup own(String keyId) {
        return new QuotaGroup(keyId, false);
    }
}
