package io.keywheel.gateway;

import io.keywheel.pool.Acquired;
import io.keywheel.pool.Exhausted;
import io.keywheel.pool.Lease;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Requests that wait for a key to return, first come first served for each pool and model. They are let go at the rate at which quota
 * returns, since each takes its part of the budget as it goes. What cannot be served in time is refused on arrival.
 */
final class Patience {
    private static final int MOST_WAITING = 1_000;
    private static final long SHORTEST_MILLIS = 10;

    private record Line(String pool, String model) {}

    private static final class Queue {
        private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
        private boolean armed;
    }

    private final Failover.Loop loop;
    private final Failover failover;
    private final BiConsumer<Exchange, Lease> served;
    private final Map<Line, Queue> queues = new HashMap<>();

    /** @param served takes an exchange whose turn it is */
    Patience(Failover.Loop loop, Failover failover, BiConsumer<Exchange, Lease> served) {
        this.loop = loop;
        this.failover = failover;
        this.served = served;
    }

    /** Whether others of the same pool and model wait already. */
    boolean isAhead(Exchange exchange) {
        return queues.containsKey(line(exchange));
    }

    /** Lets the exchange wait its turn, or gives the time for its place where that is later than it may wait. */
    OptionalLong wait(Exchange exchange, long now) {
        Queue queue = queues.computeIfAbsent(line(exchange), l -> new Queue());
        int ahead = queue.waiting.size();
        OptionalLong turn = exchange.pool().turnOf(exchange.demand(), ahead + 1);
        boolean inTime = turn.isPresent() && turn.getAsLong() <= exchange.patienceEnd();
        if (!inTime || ahead >= MOST_WAITING) {
            if (queue.waiting.isEmpty() && !queue.armed) queues.remove(line(exchange));
            return turn.isPresent() ? turn : OptionalLong.of(now);
        }
        exchange.waits(() -> leave(exchange));
        queue.waiting.addLast(exchange);
        arm(line(exchange), queue, exchange.pool().turnOf(exchange.demand(), 1).orElse(now));
        return OptionalLong.empty();
    }

    private void leave(Exchange exchange) {
        Queue queue = queues.get(line(exchange));
        if (queue != null) queue.waiting.remove(exchange);
    }

    private void arm(Line line, Queue queue, long at) {
        if (queue.armed) return;
        queue.armed = true;
        loop.later(Math.max(SHORTEST_MILLIS, at - failover.now()), () -> {
            queue.armed = false;
            letGo(line, queue);
        });
    }

    private void letGo(Line line, Queue queue) {
        long now = failover.now();
        while (!queue.waiting.isEmpty()) {
            Exchange first = queue.waiting.getFirst();
            first.demand().forgive();
            Acquired acquired = first.pool().acquire(first.demand());
            if (acquired instanceof Lease lease) {
                queue.waiting.removeFirst();
                first.waits(() -> {});
                served.accept(first, lease);
                continue;
            }
            OptionalLong soonest = ((Exhausted) acquired).soonest();
            if (soonest.isPresent() && soonest.getAsLong() <= first.patienceEnd() && now < first.patienceEnd()) {
                arm(line, queue, soonest.getAsLong());
                return;
            }
            queue.waiting.removeFirst();
            first.waits(() -> {});
            first.caller().refuse(Refusal.of((Exhausted) acquired, now));
        }
        queues.remove(line);
    }

    private static Line line(Exchange exchange) {
        return new Line(exchange.pool().name(), exchange.demand().model());
    }
}
