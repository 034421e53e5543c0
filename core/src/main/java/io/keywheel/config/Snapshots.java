package io.keywheel.config;

import io.keywheel.config.Judgement.Judged;
import io.keywheel.config.Loading.Rejected;
import io.keywheel.config.Sources.Gathered;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes snapshots of all sources. Where a source holds what cannot stand, what it held last counts in its place; so one broken
 * source hinders no other.
 */
final class Snapshots {
    private final Vertx vertx;
    private final Surroundings surroundings;
    private final Sources sources;
    private final Judgement judgement;

    Snapshots(Vertx vertx, Surroundings surroundings, Judgement judgement) {
        this.vertx = vertx;
        this.surroundings = surroundings;
        this.sources = new Sources(vertx, surroundings);
        this.judgement = judgement;
    }

    /**
     * Fails only for bugs.
     *
     * @param last how all was last
     * @param fresh the names of the sources that are asked anew
     */
    Future<Snapshot> take(Optional<Snapshot> last, Predicate<String> fresh) {
        return take(new Asking(last, fresh, Map.of()), List.of());
    }

    /** Each round holds more sources back, until the rest can stand. */
    private Future<Snapshot> take(Asking asking, List<Mistake> unplaced) {
        // Files that hold secrets and host names that must be resolved are no work for an event loop.
        return sources.read(asking)
                .compose(gathered -> vertx.executeBlocking(() -> judged(asking, gathered, unplaced)))
                .compose(snapshot -> {
                    if (!(snapshot.loading() instanceof Rejected rejected)) return Future.succeededFuture(snapshot);
                    Asking next = more(asking, snapshot, rejected.mistakes());
                    boolean all = next.held().size() == asking.held().size();
                    return all ? Future.succeededFuture(snapshot) : take(next, unplaced(next, rejected.mistakes()));
                });
    }

    private Snapshot judged(Asking asking, Gathered gathered, List<Mistake> unplaced) {
        Map<String, String> secrets = asking.last().map(Snapshot::secrets).orElse(Map.of());
        Map<String, List<Mistake>> broken = asking.held().entrySet().stream()
                .filter(each -> secrets.containsKey(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        SecretFiles files = new SecretFiles(surroundings.directory(), secrets, broken.keySet());
        Judged judged = judgement.of(gathered.layers(), files, gathered.mistakes());
        return new Snapshot(judged.loading(), judged.texts(), gathered.all(), files.contents(), broken, unplaced);
    }

    /** Also holds back what these mistakes blame; where they blame nothing that can be held back, everything. */
    private static Asking more(Asking asking, Snapshot snapshot, List<Mistake> mistakes) {
        Map<String, List<Mistake>> held = new HashMap<>(asking.held());
        Map<String, List<Mistake>> blamed = mistakes.stream().collect(Collectors.groupingBy(Mistake::source));
        blamed.forEach((source, its) -> {
            if (canBeHeld(asking, snapshot, source)) held.putIfAbsent(source, its);
        });
        if (held.size() == asking.held().size() && asking.last().isPresent())
            asking.last()
                    .get()
                    .taken()
                    .forEach(taken -> held.putIfAbsent(taken.info().name(), taken.trouble()));
        return new Asking(asking.last(), asking.fresh(), held);
    }

    private static boolean canBeHeld(Asking asking, Snapshot now, String source) {
        boolean optional = now.of(source).map(taken -> taken.info().optional()).orElse(false);
        boolean known = asking.last()
                .map(last -> last.of(source).isPresent() || last.secrets().containsKey(source))
                .orElse(false);
        return optional || known;
    }

    private static List<Mistake> unplaced(Asking next, List<Mistake> mistakes) {
        List<Mistake> unplaced = new ArrayList<>(mistakes);
        unplaced.removeIf(
                mistake -> next.held().getOrDefault(mistake.source(), List.of()).contains(mistake));
        return unplaced;
    }

    Future<Void> close() {
        return sources.close();
    }
}
