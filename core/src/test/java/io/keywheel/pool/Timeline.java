package io.keywheel.pool;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/** Virtual time in microseconds: what is to happen happens in order, and nothing takes time by itself. */
final class Timeline implements InstantSource {
    /** Pool time at virtual zero, in milliseconds. */
    static final long START = 1_700_000_000_000L;

    private record Happening(long at, long order, Runnable action) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Happening> ahead = new PriorityQueue<>();
    private long micros;
    private long orders;

    long micros() {
        return micros;
    }

    double seconds() {
        return micros / 1e6;
    }

    @Override
    public long millis() {
        return START + micros / 1_000;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    void at(double second, Runnable action) {
        ahead.add(new Happening(Math.max(micros, Math.round(second * 1e6)), orders++, action));
    }

    void after(double millis, Runnable action) {
        ahead.add(new Happening(micros + Math.round(millis * 1e3), orders++, action));
    }

    /** Until nothing is left to happen. */
    void run() {
        while (!ahead.isEmpty()) {
            Happening next = ahead.remove();
            micros = next.at;
            next.action.run();
        }
    }
}
