package io.keywheel.sim;

import java.util.List;

/**
 * A made-up key of the simulated provider.
 *
 * @param organisation whose limits it counts against; only what looks like an id, as {@code org-amber} does, is taken for one
 * @param project the organisation's part that it belongs to, as {@code proj_blue}; empty where it has none
 * @param limits its own, in place of the organisation's and counted for this key alone; usually none
 */
public record SimKey(String id, String secret, String organisation, String project, List<Allowance> limits) {

    public SimKey {
        limits = List.copyOf(limits);
    }

    public SimKey(String id, String secret, String organisation) {
        this(id, secret, organisation, "", List.of());
    }

    public SimKey inProject(String itsProject) {
        return new SimKey(id, secret, organisation, itsProject, limits);
    }

    public SimKey limitedTo(Allowance... its) {
        return new SimKey(id, secret, organisation, project, List.of(its));
    }

    @Override
    public String toString() {
        return id + " of " + organisation;
    }
}
