package io.keywheel.gateway;

import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of callers on one event loop. One that brings no whole request head in time is closed, at first sooner than between
 * requests.
 */
final class CallerConnections {
    private static final class Guest {
        private long since;
        private long patience;
        private int running;

        private Guest(long since, long patience) {
            this.since = since;
            this.patience = patience;
        }

        private boolean isIdle(long now) {
            return running == 0 && now - since > patience;
        }
    }

    private final Timings timings;
    private final Map<HttpConnection, Guest> guests = new HashMap<>();

    CallerConnections(Timings timings) {
        this.timings = timings;
    }

    void came(HttpConnection connection, long now) {
        guests.put(connection, new Guest(now, timings.firstHead()));
        connection.closeHandler(v -> guests.remove(connection));
    }

    void asks(HttpConnection connection) {
        Guest guest = guests.get(connection);
        if (guest != null) guest.running++;
    }

    void served(HttpConnection connection, long now) {
        Guest guest = guests.get(connection);
        if (guest != null) guest.running--;
        heard(connection, now);
    }

    /** A request came whole. */
    void heard(HttpConnection connection, long now) {
        expect(connection, now, timings.nextHead());
    }

    /** The last answer of this connection is out, and its request is not read to the end. */
    void leaves(HttpConnection connection, long now) {
        expect(connection, now, timings.lastRest());
    }

    private void expect(HttpConnection connection, long now, long patience) {
        Guest guest = guests.get(connection);
        if (guest == null) return;
        guest.since = now;
        guest.patience = patience;
    }

    void closeIdle(long now) {
        guests.entrySet().stream()
                .filter(g -> g.getValue().isIdle(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
    }
}
