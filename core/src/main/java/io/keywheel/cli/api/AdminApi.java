package io.keywheel.cli.api;

import io.keywheel.cli.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/** Calls the admin API over {@code HttpURLConnection}: java.net.http takes 0.4 s more to load. Never follows a redirect. */
public final class AdminApi {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(60);
    private static final int PAGE = 1_000;

    static {
        // A change that was sent is not sent again behind the back of who sent it.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final Server server;

    public AdminApi(Server server) {
        this.server = server;
    }

    /** A good answer. */
    public record Answer(int status, String text) {
        public Doc doc() {
            return Json.doc(text);
        }
    }

    /**
     * Sends it, and waits for the answer.
     *
     * @throws Ended where the server says no, or cannot be reached
     */
    public Answer send(Ask ask) {
        try {
            HttpURLConnection connection = open(ask, READ);
            int status = connection.getResponseCode();
            String text = body(connection, status);
            if (status >= 300 || status < 200) throw Refusal.of(status, Json.doc(text), server.json());
            return new Answer(status, text);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    public Doc get(String path) {
        return send(Ask.get(path)).doc();
    }

    /** All items of all pages. */
    public List<Doc> all(Ask list) {
        List<Doc> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Doc page = send(list.with("limit", PAGE).with("cursor", cursor)).doc();
            items.addAll(page.list("items"));
            cursor = page.maybe("nextCursor");
        } while (cursor.isPresent());
        return items;
    }

    /** Opens the live feed. The connection is the caller's to close. */
    HttpURLConnection follow(Ask ask, Duration silence) throws IOException {
        return open(ask.header("Accept", "text/event-stream"), silence);
    }

    boolean json() {
        return server.json();
    }

    static String body(HttpURLConnection connection, int status) throws IOException {
        InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (in == null) return "";
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpURLConnection open(Ask ask, Duration read) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url(ask).openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secure)
            server.trust().ifPresent(trust -> secure.setSSLSocketFactory(trust.sockets()));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) read.toMillis());
        connection.setRequestMethod(ask.method());
        headers(ask).forEach(connection::setRequestProperty);
        if (ask.body().length > 0) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(ask.body());
            }
        }
        return connection;
    }

    private java.net.URL url(Ask ask) throws MalformedURLException {
        return URI.create(server.url() + ask.target()).toURL();
    }

    private Map<String, String> headers(Ask ask) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "keywheel-cli");
        server.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        headers.putAll(ask.headers());
        return headers;
    }

    Ended unreachable(IOException why) {
        String mend = why instanceof SSLException
                ? "Name the authority that signed its certificate by --ca, or check the address."
                : "Is it started (keywheel serve)? --url or KEYWHEEL_ADMIN_URL names another place; keywheel doctor looks closer.";
        return new Ended(Exit.UNREACHABLE, "no server answers at " + server.url() + ": " + words(why) + ".", mend);
    }

    private static String words(IOException why) {
        if (why instanceof UnknownHostException) return "the host is not known";
        if (why instanceof SocketTimeoutException) return "no answer in time";
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }
}
