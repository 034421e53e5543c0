package io.keywheel.config;

import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads all sources, at first and again: what they say is compared with what is in force, and whoever listens brings the rest about.
 * One reload runs after the other, and those that are asked for while one waits are that one.
 */
public final class Reload {
    private final Snapshots snapshots;
    private final SourceStates states = new SourceStates(InstantSource.system());
    private final ReloadLog log = new ReloadLog();
    private final Lane<Reloaded> lane = new Lane<>();
    private final List<ReloadListener> listeners = new CopyOnWriteArrayList<>();
    private final Triggers triggers;
    private volatile @Nullable Snapshot started;
    private volatile @Nullable Snapshot running;
    private volatile long generation = 1;

    public Reload(Vertx vertx, Surroundings surroundings, ProviderCatalog catalog) {
        this(vertx, surroundings, new Judgement(surroundings, catalog, Machine.here()));
    }

    Reload(Vertx vertx, Surroundings surroundings, Judgement judgement) {
        snapshots = new Snapshots(vertx, surroundings, judgement);
        triggers = new Triggers(vertx, surroundings.directory(), this);
    }

    /** Reads the settings for the first time. Fails only for bugs. */
    public Future<Loading> first() {
        return snapshots.take(Optional.empty(), source -> true).map(snapshot -> {
            if (snapshot.loading() instanceof Loaded) {
                started = snapshot;
                running = snapshot;
            }
            states.become(states.in(snapshot));
            return snapshot.loading();
        });
    }

    /** From now on also reloads by itself: where files are watched, and sources asked from time to time or again. */
    public void begin() {
        log.sources(states.now());
        triggers.begin();
    }

    /** Brings into force what all sources say now. */
    public Future<Reloaded> now() {
        return lane.add("now", () -> read(source -> true, false));
    }

    /** Says what {@link #now} would do, and does nothing. */
    public Future<Reloaded> rehearse() {
        return lane.add("rehearse", () -> read(source -> true, true));
    }

    /** Asks some of the sources only. */
    Future<Reloaded> of(Set<String> sources) {
        return lane.add(sources, () -> read(sources::contains, false));
    }

    /** The settings that the sources say, as of the last reload. */
    public Settings settings() {
        return ((Loaded) running().loading()).settings();
    }

    /** Every setting with where it stands, as of the last reload. */
    public List<Loading.Shown> shown() {
        return ((Loaded) running().loading()).shown();
    }

    /** How every source is, as of the last reload. */
    public List<SourceState> sources() {
        return states.now();
    }

    public long generation() {
        return generation;
    }

    /** From the next reload on. */
    public void listen(ReloadListener listener) {
        listeners.add(listener);
    }

    public Future<Void> close() {
        triggers.end();
        return snapshots.close();
    }

    Snapshot running() {
        Snapshot snapshot = running;
        if (snapshot == null) throw new IllegalStateException("no settings were read yet");
        return snapshot;
    }

    private Future<Reloaded> read(Predicate<String> fresh, boolean dryRun) {
        return snapshots.take(Optional.of(running()), fresh).map(next -> compared(next, dryRun));
    }

    private Reloaded compared(Snapshot next, boolean dryRun) {
        Snapshot before = running();
        List<SourceState> sources = states.in(next);
        boolean usable = next.loading() instanceof Loaded;
        Snapshot after = usable ? next : before;
        boolean changes = !changes(before, after).isEmpty() || !before.texts().equals(after.texts());
        long reached = changes ? generation + 1 : generation;
        Reloaded what = new Reloaded(
                reached,
                dryRun,
                changes(before, after),
                Effects.atOnce(before.texts(), after.texts()),
                Effects.afterRestart(texts(started), after.texts()),
                sources.stream().filter(SourceState::isBroken).toList(),
                next.loading() instanceof Rejected rejected ? rejected.mistakes() : next.mistakes());
        if (!dryRun) become(after, sources, what);
        return what;
    }

    private void become(Snapshot after, List<SourceState> sources, Reloaded what) {
        boolean changes = what.generation() > generation;
        running = after;
        generation = what.generation();
        states.become(sources);
        log.sources(sources);
        if (!changes) return;
        log.reloaded(what);
        for (ReloadListener listener : listeners) tell(listener, what);
    }

    /** One that fails keeps no other from hearing it. */
    private void tell(ReloadListener listener, Reloaded what) {
        try {
            listener.reloaded(settings(), what);
        } catch (RuntimeException e) {
            log.failed(e);
        }
    }

    private static KeyChanges changes(Snapshot before, Snapshot after) {
        return KeyChanges.between(((Loaded) before.loading()).settings(), ((Loaded) after.loading()).settings());
    }

    private static Map<String, String> texts(@Nullable Snapshot snapshot) {
        return snapshot == null ? Map.of() : snapshot.texts();
    }
}
