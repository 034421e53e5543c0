package io.keywheel.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that says the very bytes that a test gives it, over a plain socket. */
final class RawProvider implements AutoCloseable {

    /** What it says to a request; it closes the connection where this throws. */
    interface Script {
        void answer(Line line) throws IOException;
    }

    /** A connection with a request that has just been read. */
    record Line(Socket socket, String head) {
        Line say(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        Line say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        /** Each byte in a packet of its own, as far as a sender can see to it. */
        Line sayByByte(String text) throws IOException {
            for (byte b : text.getBytes(StandardCharsets.UTF_8))
                socket.getOutputStream().write(b);
            return this;
        }

        Line close() throws IOException {
            socket.close();
            return this;
        }
    }

    static final String OK = answer("200 OK", "application/json", ScriptedProvider.OK);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean readsBodies = true;
    private volatile Script script = line -> line.say(OK);

    RawProvider() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        threads.execute(this::accept);
    }

    static String answer(String status, String type, String body) {
        return head(status, type) + "content-length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    static String head(String status, String type) {
        return "HTTP/1.1 " + status + "\r\ncontent-type: " + type + "\r\n";
    }

    static String chunked(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    RawProvider says(Script how) {
        script = how;
        return this;
    }

    RawProvider says(String bytes) {
        return says(line -> line.say(bytes));
    }

    /** From now on it answers once it has read a request's head. */
    RawProvider leavesBodiesUnread() {
        readsBodies = false;
        return this;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/openai/v1";
    }

    /** The heads of the requests that came. */
    List<String> heads() {
        return heads;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            return; // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String head = untilBlankLine(in);
                if (readsBodies) readBody(head, in);
                heads.add(head);
                script.answer(new Line(socket, head));
            }
        } catch (IOException gone) {
            return; // either side has closed
        }
    }

    private static void readBody(String head, InputStream in) throws IOException {
        if (!head.contains("transfer-encoding: chunked")) {
            in.readNBytes(length(head));
            return;
        }
        String read = untilBlankLine(in);
        while (!read.endsWith("\r\n0\r\n\r\n")) read = untilBlankLine(in);
    }

    private static String untilBlankLine(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int last = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            read.write(b);
            last = last << 8 | b;
            if (last == 0x0d0a0d0a) return read.toString(StandardCharsets.ISO_8859_1);
        }
        throw new IOException("the other side has closed");
    }

    private static int length(String head) {
        return head.lines()
                .filter(l -> l.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(l -> Integer.parseInt(l.substring(15).trim()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        threads.shutdownNow();
    }
}
