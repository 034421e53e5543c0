package io.keywheel.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which quota groups of a pool share one quota, learned from the ids in answers. Any thread may call; what has not changed is told
 * without a lock.
 */
final class Links {
    /** Ids that one group was seen with; more is an id that changes with every answer. */
    private static final int MOST_IDS = 8;

    /** A request that should have been refused may be served all the same: then another one asks. */
    private static final int MOST_ASKED = 5;

    private final boolean perOrganisation;
    private final Map<String, Set<Account>> seen = new LinkedHashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private volatile boolean searching;
    private final AtomicInteger version = new AtomicInteger();

    /** @param perOrganisation whether one organisation has one quota, whatever its projects */
    Links(boolean perOrganisation) {
        this.perOrganisation = perOrganisation;
    }

    /** Changes whenever groups come together or part. */
    int version() {
        return version.get();
    }

    /**
     * A key of this group was answered in the name of this account. Gives the link that it makes, if any: with the first group of that
     * account that it may be linked to, since that one is linked to the others.
     */
    synchronized Optional<Link> seen(String group, Account account) {
        Set<Account> own = seen.computeIfAbsent(group, g -> new HashSet<>());
        if (own.size() >= MOST_IDS || !own.add(account)) return Optional.empty();
        for (Map.Entry<String, Set<Account>> other : seen.entrySet()) {
            if (other.getKey().equals(group) || !shares(other.getValue(), account)) continue;
            Link link = link(group, other.getKey(), evidence(account));
            if (link.holds()) return changed(link) ? Optional.of(link) : Optional.empty();
        }
        return Optional.empty();
    }

    private boolean shares(Set<Account> others, Account account) {
        for (Account other : others) if (account.sharesQuota(other, perOrganisation)) return true;
        return false;
    }

    private String evidence(Account account) {
        return perOrganisation || account.project().isEmpty() ? account.organisation() : account.project();
    }

    /** The pair's link as it is to be: one that was wrong too often does not hold again. */
    private Link link(String one, String other, String evidence) {
        for (Link known : links) if (known.isOf(one, other)) return known.foundAgain(evidence);
        return Link.found(one, other, evidence);
    }

    /** Puts the link in its place; false where it stood there already. */
    private boolean changed(Link link) {
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).isOf(link.first(), link.second())) return replace(i, link);
        }
        links.add(link);
        version.incrementAndGet();
        return true;
    }

    /** A key was refused though its figures covered the request: somebody else uses its quota, maybe another key of the pool. */
    synchronized void search() {
        searching = true;
    }

    /** Whether a refusal of this group is worth having, since nothing but a refusal tells whose it is; true a few times for each group. */
    synchronized boolean wantsNameOf(String group) {
        return searching && !seen.containsKey(group) && asked.merge(group, 1, Integer::sum) <= MOST_ASKED;
    }

    boolean isSearching() {
        return searching;
    }

    /** What another member knows of a pair. Gives whether that changes anything here. */
    synchronized boolean adopt(Link told) {
        for (Link known : links) {
            if (known.isOf(told.first(), told.second()) && known.changes() >= told.changes()) return false;
        }
        return changed(told);
    }

    /** This group has a quota of its own after all. Gives the links that were wrong, and those that hold the others together now. */
    synchronized List<Link> part(String group) {
        List<Link> parted = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            if (link.holds() && link.isOf(group) && replace(i, link.asBroken())) parted.add(links.get(i));
        }
        List<Link> changes = new ArrayList<>(parted);
        for (int i = 1; i < parted.size(); i++) {
            Link kept = link(
                    parted.get(0).other(group),
                    parted.get(i).other(group),
                    parted.get(i).evidence());
            if (kept.holds() && changed(kept)) changes.add(kept);
        }
        return changes;
    }

    private boolean replace(int at, Link next) {
        if (next.equals(links.set(at, next))) return false;
        version.incrementAndGet();
        return true;
    }

    /** The groups that share this one's quota, itself first. */
    synchronized Set<String> partners(String group) {
        Set<String> found = new LinkedHashSet<>(Set.of(group));
        List<String> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            for (Link link : links) {
                if (link.holds() && link.isOf(next) && found.add(link.other(next))) open.add(link.other(next));
            }
        }
        return found;
    }

    synchronized List<Link> all() {
        return List.copyOf(links);
    }
}
