package io.keywheel.gateway;

import io.keywheel.pool.Exhausted;
import io.keywheel.pool.Lease;
import io.keywheel.pool.WaitingLine;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The waiting lines of one event loop, one for each pool and what is waited for, and the timers that look after them. */
final class Patience {
    private static final long SHORTEST_MILLIS = 10;
    private static final long NEVER = Long.MAX_VALUE;
    private static final double LONGEST_SECONDS = 60;
    private static final CharSequence HEADER = HttpHeaders.createOptimized("X-Keywheel-Patience");

    private record Name(String pool, String line) {}

    private static final class Line {
        private final Name name;
        private final WaitingLine<Exchange> waiting;
        private long armedFor = NEVER;

        private Line(Name name, WaitingLine<Exchange> waiting) {
            this.name = name;
            this.waiting = waiting;
        }
    }

    private final Failover.Loop loop;
    private final Failover failover;
    private final BiConsumer<Exchange, Lease> served;
    private final Map<Name, Line> lines = new HashMap<>();

    /** @param served takes an exchange whose turn it is */
    Patience(Failover.Loop loop, Failover failover, BiConsumer<Exchange, Lease> served) {
        this.loop = loop;
        this.failover = failover;
        this.served = served;
    }

    /** The caller's own patience in milliseconds, which it may bring in decimal seconds; the usual one where it names none. */
    static long of(HttpServerRequest request, Duration usual) {
        String own = request.headers().get(HEADER);
        if (own == null) return usual.toMillis();
        try {
            double seconds = Double.parseDouble(own);
            return seconds >= 0 ? (long) (Math.min(seconds, LONGEST_SECONDS) * 1_000) : usual.toMillis();
        } catch (NumberFormatException e) {
            return usual.toMillis();
        }
    }

    /** Whether others wait for the same already. */
    boolean isAhead(Exchange exchange) {
        Line line = lines.get(name(exchange));
        return line != null && !line.waiting.isEmpty();
    }

    /** Lets the exchange wait its turn, or says when that would be where it is later than it may wait. */
    Optional<Exhausted> wait(Exchange exchange, long now) {
        Line line = lines.computeIfAbsent(name(exchange), n -> new Line(n, new WaitingLine<>(exchange.pool())));
        Optional<Exhausted> refused = line.waiting.admit(exchange, exchange.demand(), exchange.patienceEnd(), now);
        if (refused.isEmpty()) exchange.waits(() -> leave(line, exchange));
        lookAgain(line);
        return refused;
    }

    private void leave(Line line, Exchange exchange) {
        line.waiting.leave(exchange);
        lookAgain(line);
    }

    /** A timer that was set for later stays: it finds nothing to do. */
    private void lookAgain(Line line) {
        long at = line.waiting.nextLook();
        if (line.waiting.isEmpty()) {
            lines.remove(line.name, line);
        } else if (at < line.armedFor) {
            line.armedFor = at;
            loop.later(Math.max(SHORTEST_MILLIS, at - failover.now()), () -> look(line, at));
        }
    }

    private void look(Line line, long armedFor) {
        if (line.armedFor != armedFor) return;
        line.armedFor = NEVER;
        line.waiting.letGo(failover.now()).forEach(this::end);
        lookAgain(line);
    }

    private void end(WaitingLine.Turn<Exchange> turn) {
        if (turn instanceof WaitingLine.Turn.Goes<Exchange> goes) {
            goes.waiter().waits(() -> {});
            served.accept(goes.waiter(), goes.lease());
        } else if (turn instanceof WaitingLine.Turn.Refused<Exchange> refused) {
            refused.waiter().waits(() -> {});
            refused.waiter().caller().refuse(Refusal.of(refused.why(), failover.now()));
        }
    }

    private static Name name(Exchange exchange) {
        return new Name(exchange.pool().name(), exchange.demand().line());
    }
}
