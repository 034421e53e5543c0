package io.keywheel.config;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reloads by itself: when a watched file has changed, and when a source is to be asked from time to time, or again. */
final class Triggers {
    private static final long TICK_MILLIS = 400;
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final long NONE = -1;
    private final Vertx vertx;
    private final Path directory;
    private final Reload reload;
    private final WatchedFiles files = new WatchedFiles();
    private final Map<String, Long> askedAt = new HashMap<>();
    private volatile long timer = NONE;
    private boolean looking;

    Triggers(Vertx vertx, Path directory, Reload reload) {
        this.vertx = vertx;
        this.directory = directory;
        this.reload = reload;
    }

    void begin() {
        timer = vertx.setPeriodic(TICK_MILLIS, t -> tick());
    }

    void end() {
        if (timer != NONE) vertx.cancelTimer(timer);
    }

    private void tick() {
        Set<String> due = due(System.nanoTime());
        if (!due.isEmpty()) reload.of(due);
        if (looking || !reload.running().watches()) return;
        looking = true;
        List<Path> paths = paths();
        vertx.executeBlocking(() -> files.haveChanged(paths)).onComplete(changed -> {
            looking = false;
            if (changed.succeeded() && changed.result()) reload.now();
        });
    }

    /** What came with the last reload counts as asked then. */
    private Set<String> due(long now) {
        Set<String> due = new HashSet<>();
        for (Taken taken : reload.running().taken()) {
            SourceInfo info = taken.info();
            Duration pace = pace(taken);
            long asked = askedAt.computeIfAbsent(info.name(), name -> now);
            if (pace.isZero() || now - asked < pace.toNanos()) continue;
            askedAt.put(info.name(), now);
            due.add(info.name());
        }
        return due;
    }

    /** A broken source elsewhere is asked again even where it is never asked otherwise. */
    private static Duration pace(Taken taken) {
        Duration every = taken.info().every();
        boolean again = taken.isBroken() && taken.info().remote();
        return again && (every.isZero() || every.compareTo(RETRY) > 0) ? RETRY : every;
    }

    private List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        Snapshot running = reload.running();
        paths.add(directory.resolve(FlatSource.DOTENV));
        for (Taken taken : running.taken()) {
            SourceInfo info = taken.info();
            boolean local = !info.remote() && !FlatSource.isAtHand(info.name());
            if (local) paths.add(directory.resolve(info.place()));
        }
        for (String secret : running.secrets().keySet()) paths.add(directory.resolve(secret));
        return paths;
    }
}
