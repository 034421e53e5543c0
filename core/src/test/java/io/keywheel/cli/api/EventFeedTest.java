package io.keywheel.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywheel.cli.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live feed over a server that keeps breaking the connection. */
@Timeout(30)
class EventFeedTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String REFUSAL = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/problem+json\r\n"
            + "Content-Length: 50\r\nConnection: close\r\n\r\n{\"status\":401,\"code\":\"invalid_token\",\"detail\":\"?\"}";

    private final ServerSocket server = listen();
    private final List<String> askedFrom = new CopyOnWriteArrayList<>();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Each connection gets the next of these and is closed. */
    private void answers(String... answers) {
        Thread serving = new Thread(() -> {
            for (String answer : answers) serve(answer);
        });
        serving.setDaemon(true);
        serving.start();
    }

    private void serve(String answer) {
        try (Socket socket = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String last = "none";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine())
                if (line.startsWith("Last-Event-ID: ")) last = line.substring(15);
            askedFrom.add(last);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String event(int id) {
        return "id: " + id + "\nevent: rotated\ndata: {\"id\":" + id + ",\"type\":\"rotated\",\"data\":{}}\n\n";
    }

    private final class UntilId implements EventFeed.Listener {
        private final String end;

        UntilId(int end) {
            this.end = "event " + end;
        }

        @Override
        public void event(Doc event) {
            heard.add("event " + event.text("id"));
        }

        @Override
        public void missed() {
            heard.add("missed");
        }

        @Override
        public void lost(String why, Duration wait) {
            heard.add("lost");
        }

        @Override
        public boolean goesOn() {
            return !heard.contains(end);
        }
    }

    private void follow(int until) throws InterruptedException {
        Server place = new Server(
                "http://127.0.0.1:" + server.getLocalPort(), Optional.of("a-token"), Optional.empty(), false);
        Duration[] waits = {Duration.ofMillis(1), Duration.ofMillis(2)};
        new EventFeed(new AdminApi(place), Ask.get("/events"), Optional.empty(), waits).follow(new UntilId(until));
    }

    @Test
    void itGoesOnBehindTheLastEventAfterEveryBreak() throws Exception {
        answers(
                HEAD + ":hello\n\n" + event(6) + event(7),
                HEAD + event(8),
                HEAD,
                HEAD + "event: reset\ndata: {}\n\n" + event(20));

        follow(20);

        assertThat(askedFrom).containsExactly("none", "7", "8", "8");
        assertThat(heard)
                .containsExactly("event 6", "event 7", "lost", "event 8", "lost", "lost", "missed", "event 20");
    }

    @Test
    void aRefusalEndsItAtOnceAndLater() {
        answers(REFUSAL, HEAD + event(1), REFUSAL);

        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> follow(99))
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.exit()).isEqualTo(Exit.AUTH));
        assertThat(askedFrom).containsExactly("none", "none", "1");
    }

    @Test
    void aServerThatWasNeverThereIsNotWaitedFor() throws IOException {
        server.close();

        assertThatThrownBy(() -> follow(1))
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.exit()).isEqualTo(Exit.UNREACHABLE));
    }
}
