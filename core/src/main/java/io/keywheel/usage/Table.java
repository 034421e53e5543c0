package io.keywheel.usage;

import io.keywheel.admin.port.UsageQuery.Point;
import io.keywheel.admin.port.UsageQuery.Series;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name and step. Belongs to one thread at a time. */
final class Table {
    /** The steps of one name. */
    private static final class Line {
        private final TreeMap<Long, Telling> steps = new TreeMap<>();
        private Telling last = new Telling();
        private long lastAt = Long.MIN_VALUE;

        /** What is added comes step by step. */
        Telling at(long at) {
            if (at != lastAt) {
                last = steps.computeIfAbsent(at, a -> new Telling());
                lastAt = at;
            }
            return last;
        }
    }

    private final Map<String, Line> lines = new HashMap<>();
    private final Map<Long, Instant> instants = new HashMap<>();

    void add(long at, String name, String outcome, Counts counts) {
        // What no key was asked for has no name where keys are told apart.
        if (name.isEmpty()) return;
        Line line = lines.get(name);
        if (line == null) {
            line = new Line();
            lines.put(name, line);
        }
        line.at(at).add(outcome, counts);
    }

    /** By name. */
    List<Series> series() {
        return new TreeMap<>(lines)
                .entrySet().stream()
                        .map(e -> new Series(e.getKey(), points(e.getValue())))
                        .toList();
    }

    private List<Point> points(Line line) {
        return line.steps.entrySet().stream()
                .map(e -> point(e.getKey(), e.getValue()))
                .toList();
    }

    private Point point(long at, Telling telling) {
        Instant instant = instants.computeIfAbsent(at, Instant::ofEpochMilli);
        return new Point(instant, telling.counts(), telling.tokens(), telling.latency());
    }
}
