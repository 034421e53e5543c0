package io.keywheel.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What members tell one another, as through the cluster's maps: proposed, decided there, known to every member a little later. */
final class YieldCluster implements PoolShare {
    /** From a change on one member until all know it, by half to the map and by half from there. */
    private static final double DELAY = 5;

    private static final double TELLS = 0.25;

    private record Key(KeyPool member, Scope scope, Dimension dimension) {}

    private record Told(double total, long at) {}

    private record Entry(Scope scope, Dimension dimension) {}

    private final Timeline time;
    private final List<KeyPool> members = new ArrayList<>();
    private final Map<Key, Told> told = new HashMap<>();
    private final Map<Entry, Rest> rests = new HashMap<>();
    private final Map<String, Rotation> rotations = new HashMap<>();

    YieldCluster(Timeline time) {
        this.time = time;
    }

    void join(KeyPool member) {
        members.add(member);
    }

    /** What was taken is told four times a second, for so many seconds. */
    void share(double seconds) {
        for (double at = TELLS; at < seconds; at += TELLS)
            time.after(at * 1e3, () -> members.forEach(this::tellSpending));
    }

    private void tellSpending(KeyPool from) {
        for (Spending news : from.spending()) {
            Told now = new Told(news.total(), news.at());
            Told before = told.put(new Key(from, news.scope(), news.dimension()), now);
            double amount = news.total() - (before == null ? 0 : before.total());
            long since = before == null ? news.at() - (long) (1e3 * TELLS) : before.at();
            for (KeyPool member : members) {
                if (member == from) continue;
                time.after(DELAY, () -> {
                    news.told().ifPresent(state -> member.adopt(news.scope(), news.dimension(), state));
                    member.takenElsewhere(news.scope(), news.dimension(), amount, since, news.at());
                });
            }
        }
    }

    @Override
    public void linked(String pool, Link link) {
        tell(member -> member.adopt(link));
    }

    /** Every member hears it, the one that said it too. */
    private void tell(Consumer<KeyPool> change) {
        time.after(DELAY / 2, () -> members.forEach(change));
    }

    @Override
    public void rested(String pool, Scope scope, Rest rest) {
        time.after(DELAY / 2, () -> {
            Entry entry = new Entry(scope, rest.dimension());
            Rest standing = rests.getOrDefault(entry, Rest.none(rest.dimension()));
            if (rest.until() <= standing.until() || !rest.holds(time.millis())) return;
            Rest next = rest.withRevision(Math.max(rest.revision(), standing.revision()) + 1);
            rests.put(entry, next);
            tell(member -> member.adopt(scope, next));
        });
    }

    @Override
    public void rotated(String pool, String model, Rotation rotation) {
        time.after(DELAY / 2, () -> {
            Rotation standing = rotations.get(model);
            if (standing != null && standing.epoch() >= rotation.epoch()) return;
            rotations.put(model, rotation);
            tell(member -> member.adopt(model, rotation));
        });
    }
}
