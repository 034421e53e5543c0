package io.keywheel.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sidecars as processes of their own, from the one jar, each in its own folder. */
final class Processes implements AutoCloseable {

    /** One sidecar. */
    record Node(Process process, int port, Path folder) {
        String log() {
            try {
                return Files.readString(folder.resolve("log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void kill() {
            process.destroyForcibly();
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Node> nodes = new ArrayList<>();
    private final Path folder;

    Processes() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "processes").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Node start(String name, Map<String, String> environment) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        int port = freePort();
        Path jar = Path.of("target", "keywheel.jar").toAbsolutePath();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(), "-XX:+UseSerialGC", "-Xmx128m", "-jar", jar.toString(), "serve")
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("log").toFile());
        builder.environment().keySet().removeIf(n -> n.startsWith("KEYWHEEL_") || n.contains("API_KEY"));
        builder.environment().putAll(environment);
        builder.environment().put("KEYWHEEL_PORT", Integer.toString(port));
        builder.environment().put("KEYWHEEL_ADMIN_PORT", Integer.toString(freePort()));
        Node node = new Node(builder.start(), port, own);
        nodes.add(node);
        return node;
    }

    boolean isReady(Node node) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri(node, "/readyz"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    CompletableFuture<HttpResponse<String>> post(Node node, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri(node, path))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> chat(Node node, String model) {
        return post(node, "/v1/chat/completions", Rig.completion(model));
    }

    private static URI uri(Node node, String path) {
        return URI.create("http://127.0.0.1:" + node.port() + path);
    }

    @Override
    public void close() throws InterruptedException {
        for (Node node : nodes) node.process().destroyForcibly();
        for (Node node : nodes) node.process().waitFor(10, TimeUnit.SECONDS);
    }
}
