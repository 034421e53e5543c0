package io.keywheel.cli.api;

import io.keywheel.cli.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The live feed of events, gone on with behind the last one that was seen whenever the connection breaks. */
public final class EventFeed {
    /** Twice what the server leaves between two heartbeats. */
    private static final Duration SILENCE = Duration.ofSeconds(35);

    private final AdminApi api;
    private final Ask ask;
    private final Duration shortest;
    private final Duration longest;
    private Optional<String> last;
    private boolean opened;
    private boolean met;

    /** Takes what comes. */
    public interface Listener {
        void event(Doc event);

        /** More has happened than the server kept. */
        void missed();

        /** The connection broke; it is tried again after that time. */
        void lost(String why, Duration wait);

        /** Whether anybody still reads. */
        boolean goesOn();
    }

    /**
     * A feed that is not opened yet.
     *
     * @param last the id of the last event that is known; empty: only new ones
     */
    public EventFeed(AdminApi api, Ask ask, Optional<String> last) {
        this(api, ask, last, new Duration[] {Duration.ofSeconds(1), Duration.ofSeconds(30)});
    }

    EventFeed(AdminApi api, Ask ask, Optional<String> last, Duration[] waits) {
        this.api = api;
        this.ask = ask;
        this.last = last;
        this.shortest = waits[0];
        this.longest = waits[1];
    }

    /**
     * Returns when nobody reads any more.
     *
     * @throws Ended where the server cannot be reached at first, or says no
     */
    public void follow(Listener listener) throws InterruptedException {
        Duration wait = shortest;
        while (listener.goesOn()) {
            opened = false;
            String why = broken(listener);
            if (!listener.goesOn()) return;
            wait = opened ? shortest : longer(wait);
            listener.lost(why, wait);
            Thread.sleep(wait.toMillis());
        }
    }

    private Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(longest) < 0 ? twice : longest;
    }

    /** Reads until the connection breaks, and says why it did. */
    private String broken(Listener listener) {
        try {
            read(listener);
            return "the server ended it";
        } catch (IOException e) {
            if (!met) throw api.unreachable(e);
            return String.valueOf(e.getMessage());
        } catch (Ended e) {
            // A server that starts anew may not be ready yet; one that does not know the token will not learn it.
            if (!met || e.exit() == Exit.AUTH || e.exit() == Exit.VALIDATION) throw e;
            return e.lines().get(0);
        }
    }

    private void read(Listener listener) throws IOException {
        Ask from = last.map(id -> ask.header("Last-Event-ID", id)).orElse(ask);
        HttpURLConnection connection = api.follow(from, SILENCE);
        int status = connection.getResponseCode();
        if (status != 200) throw Refusal.of(status, Json.doc(AdminApi.body(connection, status)), api.json());
        opened = true;
        met = true;
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            frames(in, listener);
        } finally {
            connection.disconnect();
        }
    }

    private void frames(BufferedReader in, Listener listener) throws IOException {
        String type = "";
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && listener.goesOn(); line = in.readLine()) {
            if (line.startsWith("event: ")) type = line.substring(7);
            else if (line.startsWith("data: ")) data.append(line, 6, line.length());
            else if (line.isEmpty() && data.length() > 0) {
                tell(type, Json.doc(data.toString()), listener);
                type = "";
                data.setLength(0);
            }
        }
    }

    private void tell(String type, Doc event, Listener listener) {
        if (type.equals("reset")) {
            last = Optional.empty();
            listener.missed();
            return;
        }
        last = event.maybe("id").or(() -> last);
        listener.event(event);
    }
}
