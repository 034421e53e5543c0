package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** What must hold of a choice at a moment. */
record WildChecks(WildWorld world, WildMember member, long now) {

    /** No key is chosen that rests by what this member was told, and a pinned demand gets its own. */
    void chosen(Lease lease) {
        String against = member.memory().against(lease.key(), lease.demand(), now);
        assertThat(against).as("against " + lease.key().id()).isEmpty();
    }

    /** Nobody is refused while a key serves by the provider's own word. */
    int refused(Demand demand, Exhausted why) {
        assertThat(why.soonest().orElse(now)).as("when the first key returns").isGreaterThanOrEqualTo(now);
        waits(demand);
        return 1;
    }

    /** Nobody is kept waiting either. */
    void waits(Demand demand) {
        for (PoolKey key : member.pool().keys()) {
            boolean serves = member.memory().serves(key, demand, now);
            assertThat(serves).as(() -> told(key, demand)).isFalse();
        }
    }

    private String told(PoolKey key, Demand demand) {
        String group = key.group().name();
        Standing standing =
                member.pool().explain(demand).get(member.pool().keys().indexOf(key));
        return standing.obstacle() + " until " + standing.until() + " by " + standing.dimension() + ", " + now + ": "
                + key.id() + " serves " + demand.cost() + " of " + demand.model() + " by "
                + member.memory().figures(group, world.family(demand.model()))
                + member.pool().links();
    }

    /**
     * What explains the choice is what chooses.
     *
     * @param surely whether nothing can lie between the two: what is asked for the first time counts as demand
     */
    void explained(List<Standing> standings, Acquired acquired, boolean surely, Demand demand) {
        for (Standing one : standings) {
            assertThat(one.until().orElse(now)).as("end of %s", one).isGreaterThanOrEqualTo(now);
            if (one.chosen()) assertThat(one.obstacle()).isEqualTo(Obstacle.NONE);
        }
        Optional<PoolKey> chosen =
                standings.stream().filter(Standing::chosen).map(Standing::key).findFirst();
        boolean served = acquired instanceof Lease lease && isServed(lease, standings);
        assertThat(served).as("explained %s, got %s", standings, acquired).isEqualTo(chosen.isPresent());
        if (!served || !surely || world.policy() == Policy.FASTEST) return;
        assertThat(((Lease) acquired).key()).as("key for %s", demand.model()).isEqualTo(chosen.orElseThrow());
    }

    /** Not one that is asked for another reason. */
    private static boolean isServed(Lease lease, List<Standing> standings) {
        boolean forbidden =
                standings.stream().anyMatch(s -> s.key().equals(lease.key()) && s.obstacle() == Obstacle.FORBIDDEN);
        return lease.errand() == Lease.Errand.NONE && !forbidden;
    }
}
