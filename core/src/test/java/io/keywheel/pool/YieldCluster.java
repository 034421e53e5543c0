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

    private record Entry(Scope scope, Dimension dimension) {}

    private final Timeline time;
    private final List<KeyPool> members = new ArrayList<>();
    private final Map<Entry, Rest> rests = new HashMap<>();
    private final Map<String, Rotation> rotations = new HashMap<>();

    YieldCluster(Timeline time) {
        this.time = time;
    }

    void join(KeyPool member) {
        members.add(member);
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
