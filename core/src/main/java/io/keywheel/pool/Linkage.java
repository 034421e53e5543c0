package io.keywheel.pool;

import java.util.List;

/** Which groups turn out to share one quota and which not, by what answers say. Called without a family's lock, but where said. */
final class Linkage {
    private final String pool;
    private final Links links;
    private final Lanes lanes;
    private final PoolShare share;
    private final PoolListener listener;

    Linkage(String pool, Links links, Lanes lanes, PoolShare share, PoolListener listener) {
        this.pool = pool;
        this.links = links;
        this.lanes = lanes;
        this.share = share;
        this.listener = listener;
    }

    /** An answer names an account. */
    void answeredFor(Place place, Account account) {
        if (!place.isNew(account)) return;
        links.seen(place.allotment.group, account).ifPresent(link -> {
            listener.linked(link);
            share.linked(pool, link);
        });
    }

    /** Whether an answer's figures cannot be of the quota that its key is thought to share. */
    boolean isContradicted(Lease lease, List<Observation> told, long now) {
        if (told.isEmpty() || links.version() == 0) return false;
        synchronized (lease.lane().family) {
            Place place = lease.place();
            Quota quota = place.quota();
            return place.bundle().isLearned()
                    && !quota.source().equals(place.allotment.group)
                    && quota.isContradictedBy(told, lease.receipt(), now);
        }
    }

    /** Figures of a group that did not tell the last ones fit: the link stands for now. The family is locked. */
    void compared(Lease lease, List<Observation> told, long now) {
        Place place = lease.place();
        if (told.isEmpty()
                || lease.errand() == Lease.Errand.TEST_LINK
                || !place.bundle().isLearned()) return;
        Quota quota = place.quota();
        if (quota.source().equals(place.allotment.group)) return;
        place.allotment.compared(quota.budgets().longestFill(now), now);
    }

    /** The group has a quota of its own after all. */
    void part(String group, long now) {
        List<Link> changes = links.part(group);
        if (changes.isEmpty()) return;
        lanes.separate(group, now);
        for (Link link : changes) {
            if (link.holds()) listener.linked(link);
            else listener.parted(link);
            share.linked(pool, link);
        }
    }

    /** What another member found of two groups. */
    void adopt(Link link, long now) {
        if (!links.adopt(link) || link.holds()) return;
        // Which of the two had figures of its own the other member knows: here both begin anew.
        lanes.separate(link.first(), now);
        lanes.separate(link.second(), now);
    }
}
