package io.keywheel.cli.doctor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Whether one can listen at a place, and who does. */
final class Sockets {
    private static final int PATIENCE_MILLIS = 1_000;

    private Sockets() {}

    static boolean canListen(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do; without it the last minute of another's connections counts as taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (java.net.BindException e) {
            if (!String.valueOf(e.getMessage()).contains("in use")) throw e;
            return false;
        }
    }

    static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a Keywheel answers there; over TLS one cannot tell without its certificate, and takes what listens for it. */
    static boolean isKeywheel(String host, int port, boolean tls) {
        String reached = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
        if (tls) return answers(reached, port);
        try {
            String written = reached.contains(":") ? "[" + reached + "]" : reached;
            HttpURLConnection asked = (HttpURLConnection) URI.create("http://" + written + ":" + port + "/livez")
                    .toURL()
                    .openConnection(Proxy.NO_PROXY);
            asked.setConnectTimeout(PATIENCE_MILLIS);
            asked.setReadTimeout(PATIENCE_MILLIS);
            asked.setInstanceFollowRedirects(false);
            return asked.getResponseCode() == 200
                    && new String(asked.getInputStream().readNBytes(3), StandardCharsets.UTF_8).equals("ok\n");
        } catch (IOException e) {
            return false;
        }
    }
}
