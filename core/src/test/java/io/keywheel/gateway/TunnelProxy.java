package io.keywheel.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that tunnels, for those who bring the user and password it wants. */
final class TunnelProxy implements AutoCloseable {
    private final String wanted;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** @param user as {@code name:password}; empty: anybody */
    TunnelProxy(String user) {
        wanted = user.isEmpty()
                ? ""
                : "proxy-authorization: basic "
                        + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What it was asked to tunnel to. */
    List<String> targets() {
        return targets;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            return; // the test is over
        }
    }

    private void serve(Socket caller) {
        try {
            List<String> head = head(caller);
            if (!wanted.isEmpty() && head.stream().noneMatch(wanted::equalsIgnoreCase)) {
                say(caller, "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
                return;
            }
            String target = head.get(0).split(" ", 3)[1];
            targets.add(target);
            Socket to = new Socket("127.0.0.1", Integer.parseInt(target.substring(target.indexOf(':') + 1)));
            sockets.add(to);
            say(caller, "HTTP/1.1 200 Connection established\r\n\r\n");
            threads.execute(() -> pump(caller, to));
            pump(to, caller);
        } catch (IOException gone) {
            return; // either side has closed
        }
    }

    /** Read byte by byte: what follows the head belongs to the tunnel. */
    private static List<String> head(Socket caller) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII), 1);
        List<String> head = new ArrayList<>();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) head.add(line);
        return head;
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            return; // either side has closed
        }
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
