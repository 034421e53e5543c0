package io.keywheel.pool;

/**
 * The rotation index of one (pool, model): the key that the wheel stands at.
 *
 * @param key id of the current key
 * @param epoch how many times the wheel has turned; epochs only grow
 */
public record Rotation(String key, long epoch) {

    /** The wheel, turned on to {@code next}. */
    public Rotation to(String next) {
        return new Rotation(next, epoch + 1);
    }

    /** Whether another member's index overwrites this one: an equal epoch does, since this node's was provisional. */
    public boolean yieldsTo(Rotation other) {
        return other.epoch >= epoch;
    }
}
