package io.keywheel.sim;

/**
 * A made-up key of the simulated provider.
 *
 * @param organisation whose limits it counts against
 */
public record SimKey(String id, String secret, String organisation) {

    @Override
    public String toString() {
        return id + " of " + organisation;
    }
}
