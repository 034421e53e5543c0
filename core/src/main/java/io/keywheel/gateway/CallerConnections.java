package io.keywheel.gateway;

import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of callers on one event loop. One that brings no whole request head in time is closed: at first after 10 s, between
 * requests after 75 s, as SDKs keep theirs that long.
 */
final class CallerConnections {
    private static final long FIRST_MILLIS = 10_000;
    private static final long NEXT_MILLIS = 75_000;

    private static final class Guest {
        private long since;
        private long patience = FIRST_MILLIS;
        private int running;

        private Guest(long since) {
            this.since = since;
        }

        private boolean isIdle(long now) {
            return running == 0 && now - since > patience;
        }
    }

    private final Map<HttpConnection, Guest> guests = new HashMap<>();

    void came(HttpConnection connection, long now) {
        guests.put(connection, new Guest(now));
        connection.closeHandler(v -> guests.remove(connection));
    }

    void asks(HttpConnection connection) {
        Guest guest = guests.get(connection);
        if (guest != null) guest.running++;
    }

    void served(HttpConnection connection, long now) {
        Guest guest = guests.get(connection);
        if (guest == null) return;
        guest.running--;
        guest.since = now;
        guest.patience = NEXT_MILLIS;
    }

    void closeIdle(long now) {
        guests.entrySet().stream()
                .filter(g -> g.getValue().isIdle(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
    }
}
