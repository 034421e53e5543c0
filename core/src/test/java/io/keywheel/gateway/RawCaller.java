package io.keywheel.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A caller that sends the very bytes that a test gives it. It waits 5 s at most for any byte. */
final class RawCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;

    RawCaller(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** A chat completion with a body of its own, and further header lines. */
    static String completion(String body, String... lines) {
        String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n" + more
                + "content-length: " + body.length() + "\r\n\r\n" + body;
    }

    static String get(String target, String... lines) {
        String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return "GET " + target + " HTTP/1.1\r\nhost: localhost\r\n" + more + "\r\n";
    }

    /** What the server says to these bytes until it has nothing to say. */
    static String say(int port, String bytes) throws IOException {
        try (RawCaller caller = new RawCaller(port)) {
            return caller.send(bytes).answer();
        }
    }

    RawCaller send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** One head and the body that its content-length announces; chunked bodies are read up to their last chunk, and not opened. */
    String answer() throws IOException {
        StringBuilder answer = new StringBuilder(until("\r\n\r\n"));
        String head = answer.toString().toLowerCase(Locale.ROOT);
        if (head.contains("transfer-encoding: chunked")) {
            String line = until("\r\n");
            while (!line.isEmpty()) {
                answer.append(line);
                line = answer.toString().endsWith("0\r\n\r\n") ? "" : until("\r\n");
            }
        } else {
            answer.append(new String(socket.getInputStream().readNBytes(length(head)), StandardCharsets.ISO_8859_1));
        }
        return answer.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(l -> l.startsWith("content-length: "))
                .mapToInt(l -> Integer.parseInt(l.substring(16)))
                .findFirst()
                .orElse(0);
    }

    private String until(String end) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.length() < end.length() || read.indexOf(end, read.length() - end.length()) < 0) {
            int b = in.read();
            if (b < 0) break;
            read.append((char) b);
        }
        return read.toString();
    }

    /** Everything that comes until the server closes the connection. */
    String rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(rest);
        } catch (SocketException reset) {
            return rest.toString(StandardCharsets.ISO_8859_1);
        }
        return rest.toString(StandardCharsets.ISO_8859_1);
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
