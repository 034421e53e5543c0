package io.keywheel.sim;

import java.util.Optional;

/**
 * A fault, and whom it hits. As a header: {@code X-Sim-Fault: 503;once}, {@code 401;key=sim-a}, {@code slow;ms=500},
 * {@code 500;times=2}.
 *
 * @param key only requests with this key; empty: with any
 * @param times so many requests in a row, then one is served; 0: every one. A header counts for all requests that bring the very
 *     same header, so that with {@code once} the first attempt of a request fails and its second one is served
 * @param millis how long; 0: as the fault does by itself
 * @param narrow which requests of these
 */
public record FaultOrder(Fault fault, String key, int times, int millis, Narrow narrow) {
    private static final int LONGEST = 600_000;

    /** Which requests a fault waits for. */
    public enum Narrow {
        ALL,
        /** Only those that ask for a stream. */
        STREAMS,
        /** Only on a connection that has answered before, as when a server closes it at the wrong moment. */
        REUSED
    }

    public static FaultOrder of(Fault fault) {
        return new FaultOrder(fault, "", 0, 0, Narrow.ALL);
    }

    public FaultOrder times(int times) {
        return new FaultOrder(fault, key, times, millis, narrow);
    }

    public FaultOrder forKey(String key) {
        return new FaultOrder(fault, key, times, millis, narrow);
    }

    public FaultOrder millis(int millis) {
        return new FaultOrder(fault, key, times, millis, narrow);
    }

    FaultOrder within(double factor) {
        return millis((int) Math.round(millis * factor));
    }

    public FaultOrder only(Narrow narrow) {
        return new FaultOrder(fault, key, times, millis, narrow);
    }

    /** Reads a header; empty where it says nothing that is known. */
    static Optional<FaultOrder> read(String header) {
        String[] parts = header.split(";", 9);
        Optional<FaultOrder> order = Fault.named(parts[0].strip()).map(FaultOrder::of);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            order = order.flatMap(o -> o.with(part));
        }
        return order;
    }

    private Optional<FaultOrder> with(String part) {
        if (part.equals("once")) return Optional.of(times(1));
        if (part.equals("streams")) return Optional.of(only(Narrow.STREAMS));
        if (part.equals("reused")) return Optional.of(only(Narrow.REUSED));
        if (part.startsWith("key=")) return Optional.of(forKey(part.substring(4)));
        if (part.startsWith("times=")) return number(part.substring(6), 1_000).map(this::times);
        if (part.startsWith("ms=")) return number(part.substring(3), LONGEST).map(this::millis);
        return Optional.empty();
    }

    private static Optional<Integer> number(String text, int most) {
        if (!text.matches("\\d{1,6}")) return Optional.empty();
        return Optional.of(Math.min(most, Integer.parseInt(text)));
    }

    boolean hits(Visit visit) {
        if (!key.isEmpty() && !key.equals(visit.key().id())) return false;
        return switch (narrow) {
            case ALL -> true;
            case STREAMS -> visit.ask().stream();
            case REUSED -> visit.request().reused();
        };
    }
}
