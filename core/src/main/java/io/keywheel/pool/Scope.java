package io.keywheel.pool;

/**
 * What a rest covers.
 *
 * @param reach the kind of scope
 * @param subject the id of the key, or the name of the quota group
 * @param model the model, empty where the scope covers every model
 */
public record Scope(Reach reach, String subject, String model) {

    public static Scope of(Reach reach, PoolKey key, String model) {
        return switch (reach) {
            case KEY_MODEL -> new Scope(reach, key.id(), model);
            case KEY -> new Scope(reach, key.id(), "");
            case GROUP_MODEL -> new Scope(reach, key.group().name(), model);
            case GROUP -> new Scope(reach, key.group().name(), "");
            case NOBODY, UPSTREAM -> throw new IllegalArgumentException("nothing of the pool's rests for " + reach);
        };
    }
}
