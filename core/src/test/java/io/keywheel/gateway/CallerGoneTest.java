package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller who leaves ends the work for it within a second, in every phase, and no key is blamed. */
class CallerGoneTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Socket call(String body, int announced) throws IOException {
        Socket socket = new Socket("127.0.0.1", rig.sidecar.dataPort());
        String head =
                "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: "
                        + announced + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private void assertKeyIsNotBlamed() {
        rig.provider.answers(a -> a.json(200, ScriptedProvider.OK));
        assertThat(Rig.header(rig.chat("m"), "x-keywheel-attempts")).isEqualTo("1");
        assertThat(rig.provider.keysAsked()).containsOnly(Rig.KEYS.get(0));
    }

    @Test
    void beforeTheBodyIsWhole() throws IOException {
        Socket socket = call("{\"model\":", 500);

        socket.close();

        await().atMost(SOON).until(() -> rig.sidecar.running() == 0);
        assertThat(rig.provider.asked()).isEmpty();
        assertKeyIsNotBlamed();
    }

    @Test
    void beforeTheFirstByteOfTheAnswer() throws IOException {
        rig.provider.answers(a -> {});
        String body = Rig.completion("m");
        Socket socket = call(body, body.length());
        await().until(() -> rig.provider.asked().size() == 1);

        socket.close();

        await().atMost(SOON).until(() -> rig.provider.closedEarly() == 1);
        assertKeyIsNotBlamed();
    }

    @Test
    void inMidStream() throws IOException {
        rig.provider.answers(a -> a.stream().write(ScriptedProvider.chunk("{\"content\":\"x\"}")));
        String body = Rig.streamed("m");
        Socket socket = call(body, body.length());
        assertThat(socket.getInputStream().read()).isPositive();

        socket.close();

        await().atMost(SOON).until(() -> rig.provider.closedEarly() == 1);
        assertKeyIsNotBlamed();
    }

    @Test
    void whileANextKeyIsTried() throws IOException {
        rig.provider.answers(a -> {
            if (a.key().equals(Rig.KEYS.get(0))) a.json(429, ScriptedProvider.rateLimit("60s"));
        });
        String body = Rig.completion("m");
        Socket socket = call(body, body.length());
        await().until(() -> rig.provider.asked().size() == 2);

        socket.close();

        await().atMost(SOON).until(() -> rig.provider.closedEarly() == 1);
        assertThat(rig.provider.asked()).hasSize(2);
    }

    @Test
    void aCallerThatReadsSlowlyStopsTheProvider() throws IOException {
        String text = ScriptedProvider.chunk("{\"content\":\"" + "x".repeat(60_000) + "\"}");
        long[] written = {0};
        rig.provider.answers(a -> {
            var out = a.stream();
            Runnable pour = new Runnable() {
                @Override
                public void run() {
                    while (!out.writeQueueFull() && written[0] < 200 << 20) {
                        out.write(text);
                        written[0] += text.length();
                    }
                    out.drainHandler(v -> run());
                }
            };
            pour.run();
        });
        String body = Rig.streamed("m");
        try (Socket socket = call(body, body.length())) {
            assertThat(socket.getInputStream().read()).isPositive();

            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> written[0] < 40 << 20);
        }
    }
}
