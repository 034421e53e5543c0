package io.keywheel.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What members tell one another, delivered late and out of order; who joins later is told what stands. */
final class WildCluster {
    private static final double TELLS_MILLIS = 250;

    private record Entry(Scope scope, Dimension dimension) {}

    private record Told(double total, long at) {}

    private final Timeline time;
    private final SplittableRandom random;
    private final double slowest;
    private final List<WildMember> members = new ArrayList<>();
    private final Map<Entry, Rest> rests = new HashMap<>();
    private final Map<String, Rotation> rotations = new HashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<WildMember, Map<Entry, Told>> spent = new HashMap<>();

    WildCluster(Timeline time, SplittableRandom random) {
        this.time = time;
        this.random = random;
        this.slowest = 2 + random.nextInt(400);
    }

    void join(WildMember member) {
        members.add(member);
        rests.forEach((entry, rest) -> member.adopt(entry.scope, rest));
        rotations.forEach(member::adopt);
        links.values().forEach(member::adopt);
    }

    /** Whether there is anybody who could know something else. */
    boolean isShared() {
        return members.size() > 1;
    }

    private void later(Runnable action) {
        time.after(random.nextDouble() * slowest, action);
    }

    private void tell(Consumer<WildMember> change) {
        for (WildMember member : members) later(() -> change.accept(member));
    }

    void share(double seconds) {
        for (double at = TELLS_MILLIS; at < 1e3 * seconds; at += TELLS_MILLIS) {
            time.after(at, () -> members.forEach(this::tellSpending));
        }
    }

    private void tellSpending(WildMember from) {
        Map<Entry, Told> before = spent.computeIfAbsent(from, f -> new HashMap<>());
        for (Spending news : from.pool().spending()) {
            Told last = before.put(new Entry(news.scope(), news.dimension()), new Told(news.total(), news.at()));
            double amount = news.total() - (last == null ? 0 : last.total);
            long since = last == null ? news.at() - (long) TELLS_MILLIS : last.at;
            for (WildMember member : members) {
                if (member != from) later(() -> member.adopt(news, amount, since));
            }
        }
    }

    void rested(Scope scope, Rest rest) {
        later(() -> {
            Entry entry = new Entry(scope, rest.dimension());
            Rest standing = rests.getOrDefault(entry, Rest.none(rest.dimension()));
            if (rest.until() > standing.until() && rest.holds(time.millis())) put(entry, rest, standing);
        });
    }

    void recovered(Scope scope, Rest ended) {
        later(() -> {
            Entry entry = new Entry(scope, ended.dimension());
            put(entry, ended, rests.getOrDefault(entry, Rest.none(ended.dimension())));
        });
    }

    private void put(Entry entry, Rest rest, Rest standing) {
        Rest next = rest.withRevision(Math.max(rest.revision(), standing.revision()) + 1);
        rests.put(entry, next);
        tell(member -> member.adopt(entry.scope, next));
    }

    void rotated(String model, Rotation rotation) {
        later(() -> {
            Rotation standing = rotations.get(model);
            if (standing != null && standing.epoch() >= rotation.epoch()) return;
            rotations.put(model, rotation);
            tell(member -> member.adopt(model, rotation));
        });
    }

    void linked(Link link) {
        later(() -> {
            Link standing = links.get(link.first() + " " + link.second());
            if (standing != null && standing.changes() >= link.changes()) return;
            links.put(link.first() + " " + link.second(), link);
            tell(member -> member.adopt(link));
        });
    }
}
