package io.keywheel.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that may not come in. */
class RefusedTest {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    /** Everything that comes until the other side closes; fails where it does not. */
    private String until(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", rig.uri("/").getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    @Test
    void aRequestForAnotherHostIsAnsweredAndItsConnectionEnds() throws IOException {
        String answer = until("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 421 ").contains("wrong_host");
        assertThat(rig.provider.asked()).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItComes() throws IOException {
        String answer = until("POST /v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("request_too_large");
        assertThat(rig.provider.asked()).isEmpty();
    }
}
