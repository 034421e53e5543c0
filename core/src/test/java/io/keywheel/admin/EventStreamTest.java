package io.keywheel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.World.Ask;
import io.keywheel.admin.World.Got;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What happens is told as it happens. */
class EventStreamTest {
    @AutoClose
    private final World world = World.begun();

    private HttpClientResponse open(String query, String last) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(world.plane.port())
                .setURI(World.API + "/events" + query)
                .putHeader("authorization", "Bearer " + World.TOKEN)
                .putHeader("accept", "text/event-stream");
        if (!last.isEmpty()) options.putHeader("last-event-id", last);
        return World.get(world.client()
                .request(options)
                .compose(r -> r.send().map(response -> {
                    response.pause();
                    return response;
                })));
    }

    private static Buffer read(HttpClientResponse response) {
        Buffer seen = Buffer.buffer();
        response.handler(seen::appendBuffer);
        response.resume();
        return seen;
    }

    private static void until(Buffer seen, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> seen.toString().contains(text));
    }

    @Test
    void everyTabHearsEveryEventWithItsId() throws Exception {
        List<Buffer> tabs = new ArrayList<>();
        for (int i = 0; i < 20; i++) tabs.add(read(open("", "")));
        for (Buffer tab : tabs) until(tab, "retry:");

        world.events.tell("rotated", Map.of("from", "a", "to", "b"));

        for (Buffer tab : tabs) {
            until(tab, "\n\nid: 1\nevent: rotated\ndata: {");
            until(tab, "\"from\":\"a\"");
        }
    }

    @Test
    void whoComesBackHearsWhatHeMissed() throws Exception {
        for (int i = 0; i < 5; i++) world.events.tell("rotated", Map.of("n", i));

        Buffer seen = read(open("", "3"));

        until(seen, "id: 5");
        assertThat(seen.toString()).contains("id: 4").doesNotContain("id: 3", "event: reset");
    }

    @Test
    void whoMissedMoreThanIsKeptIsToldToLookAnew() throws Exception {
        for (int i = 0; i < 5_010; i++) world.events.tell("rotated", Map.of("n", i));

        Buffer seen = read(open("", "3"));

        until(seen, "event: reset");
        until(seen, "id: 5010\n");
    }

    @Test
    void oneKindOfEventsCanBeHeardAlone() throws Exception {
        Buffer seen = read(open("?type=key-rejected", ""));
        until(seen, "retry:");

        world.events.tell("rotated", Map.of());
        world.events.tell("key-rejected", Map.of("key", "a"));

        until(seen, "event: key-rejected");
        assertThat(seen.toString()).doesNotContain("event: rotated");
    }

    @Test
    void aReaderWhoDoesNotReadIsCutOffRatherThanWaitedFor() throws Exception {
        HttpClientResponse lazy = open("", "");
        AtomicBoolean cut = new AtomicBoolean();
        lazy.exceptionHandler(t -> cut.set(true));
        lazy.endHandler(v -> cut.set(true));
        HttpClientResponse eager = open("", "");
        AtomicLong read = new AtomicLong();
        eager.handler(piece -> read.addAndGet(piece.length()));
        eager.resume();
        int each = 60_000;
        String large = "x".repeat(each);

        for (int i = 1; i <= 400; i++) {
            long sent = (long) i * each;
            world.events.tell("rotated", Map.of("text", large));
            // He who reads keeps up: only the other may be cut off.
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> read.get() > sent);
        }

        lazy.resume();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(cut);
    }

    @Test
    void historyIsReadInPages() throws Exception {
        for (int i = 0; i < 5; i++) world.events.tell("rotated", Map.of("n", i));

        Got first = world.call("listEvents", Ask.of("GET", "/events?limit=2"));
        Got second = world.call(
                "listEvents",
                Ask.of("GET", "/events?limit=9&cursor=" + first.json().getString("nextCursor")));

        assertThat(first.json().getJsonArray("items").getJsonObject(0).getInteger("id"))
                .isEqualTo(5);
        assertThat(second.json().getJsonArray("items")).hasSize(3);
    }
}
