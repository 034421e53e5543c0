package io.keywheel.pool;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one lane that share one quota: those of a group, and of the groups that it is linked to. To choose among thousands of keys
 * is to choose among their bundles. Guarded by the lane's family.
 */
final class Bundle {
    private static final long SOON_MILLIS = 20;

    final List<Allotment> allotments;
    final List<Place> places;
    final Quota quota;
    final int weight;
    final int index;
    /** Turns that its keys have taken, by weight. */
    double turns;

    private int running;
    private int fresh;
    private int cursor;

    Bundle(List<Allotment> allotments, List<Place> places, int index) {
        this.index = index;
        this.allotments = List.copyOf(allotments);
        this.places = List.copyOf(places);
        this.quota = allotments.get(0).quota;
        this.weight = places.stream().mapToInt(p -> p.key.weight()).sum();
        this.running = places.stream().mapToInt(p -> p.running).sum();
        this.fresh = (int) places.stream().filter(p -> !p.proven()).count();
    }

    /** Whether it holds groups that nobody declared to be one. */
    boolean isLearned() {
        return allotments.size() > 1;
    }

    /** When the waits are over that its groups were asked for. */
    long restsUntil() {
        long until = Long.MIN_VALUE;
        for (int i = 0; i < allotments.size(); i++) {
            Allotment one = allotments.get(i);
            until = Math.max(
                    until,
                    Math.max(one.ofGroup.get().until(), one.ofGroupModel.get().until()));
        }
        return until;
    }

    /** Whether a wait that was guessed was the last that was heard of it. */
    private boolean isGuessed() {
        for (int i = 0; i < allotments.size(); i++) {
            Allotment one = allotments.get(i);
            if (one.ofGroup.get().isGuessed() || one.ofGroupModel.get().isGuessed()) return true;
        }
        return false;
    }

    /** What is known of its groups' scopes. */
    Stream<ScopeState> states() {
        return allotments.stream().flatMap(a -> Stream.of(a.ofGroup.get(), a.ofGroupModel.get()));
    }

    /** Requests that its keys have under way. */
    int running() {
        return running;
    }

    void runs(int more) {
        running += more;
    }

    /** What keeps all its keys from serving. */
    Obstacle obstacle(Cost cost, long now) {
        if (now < restsUntil()) return Obstacle.RESTS;
        if (isGuessed() && running > 0) return Obstacle.ON_TRIAL;
        Cover cover = quota.budgets().covers(cost, now);
        if (cover == Cover.YES) return Obstacle.NONE;
        return cover == Cover.NO ? Obstacle.TOO_LITTLE_LEFT : Obstacle.PERHAPS_TOO_LITTLE_LEFT;
    }

    boolean serves(Cost cost, long now) {
        return obstacle(cost, now) == Obstacle.NONE;
    }

    /** When it serves again, as far as one knows; {@link Window#NEVER} where it never does. */
    long opensAt(Cost cost, long now) {
        long tried = isGuessed() && running > 0 ? now + SOON_MILLIS : now;
        return Math.max(Math.max(tried, restsUntil()), quota.budgets().coveredAt(cost, now));
    }

    /** Whether some of its keys have not served yet. */
    boolean hasFresh() {
        return fresh > 0;
    }

    void proved(boolean proven) {
        fresh += proven ? -1 : 1;
    }

    /** One of a group that did not tell the newest figures, where its own would show whether it shares this quota. */
    private @Nullable Place toCompare(Demand demand, long now, Wanted wanted) {
        if (!quota.budgets().wouldShow(now)) return null;
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            boolean due = !place.allotment.group.equals(quota.source()) && place.allotment.mayCompare(now);
            if (due && place.is(wanted) && place.ownObstacle(demand, now) == Obstacle.NONE) return place;
        }
        return null;
    }

    /** Which of its keys will do. */
    enum Wanted {
        /** One that has proved itself. */
        PROVEN,
        /** One that nobody knows and that does nothing: one request at a time finds out. */
        FRESH,
        /** Either of these. */
        READY,
        /** Any. */
        ANY
    }

    /** A key that is free to serve; the quota is not asked. Null where there is none. */
    @Nullable
    Place find(Demand demand, long now, Wanted wanted) {
        Place compared = isLearned() ? toCompare(demand, now, wanted) : null;
        if (compared != null) return compared;
        int size = places.size();
        for (int i = 0; i < size; i++) {
            int at = cursor + i < size ? cursor + i : cursor + i - size;
            Place place = places.get(at);
            if (!place.is(wanted) || place.ownObstacle(demand, now) != Obstacle.NONE) continue;
            cursor = at;
            return place;
        }
        return null;
    }
}
