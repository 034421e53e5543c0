package io.keywheel.gateway;

import io.keywheel.upstream.Origin;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Idle connections to one origin, kept by one event loop for itself: a request never changes loop and never waits in a shared pool.
 * The last one used is the first one used again, so that the others can grow old and be closed.
 */
final class Connections {
    /** Most providers close after 60 s or more; ours go first, so that few requests meet a closing one. */
    private static final long IDLE_MILLIS = 50_000;

    /** Who asked for a connection. */
    interface Taker {
        /**
         * A connection is there.
         *
         * @param reused whether it has served before: one that then closes without a word was closed for idleness
         */
        void connected(HttpClientConnection connection, boolean reused);

        void notConnected(Throwable why);
    }

    private record Idle(HttpClientConnection connection, long since) {}

    private final HttpClientAgent client;
    private final Origin origin;
    private final Deque<Idle> idle = new ArrayDeque<>();

    Connections(HttpClientAgent client, Origin origin) {
        this.client = client;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    void take(Taker taker) {
        Idle first = idle.pollFirst();
        if (first != null) {
            taker.connected(first.connection(), true);
            return;
        }
        client.connect(origin.connect()).onComplete(made -> {
            if (made.failed()) {
                taker.notConnected(made.cause());
                return;
            }
            HttpClientConnection connection = made.result();
            // Every request hears of its own failure; unheard, it is logged with bytes of the answer.
            connection.exceptionHandler(t -> {});
            connection.closeHandler(v -> idle.removeIf(i -> i.connection().equals(connection)));
            taker.connected(connection, false);
        });
    }

    void giveBack(HttpClientConnection connection, long now) {
        idle.addFirst(new Idle(connection, now));
    }

    void closeIdle(long now) {
        while (!idle.isEmpty() && now - idle.peekLast().since() > IDLE_MILLIS) {
            idle.pollLast().connection().close();
        }
    }
}
