package io.keywheel.sim;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls to a server on loopback, as any caller would make them. */
final class Calls {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final String secret;

    Calls(URI base, String secret) {
        this.base = base;
        this.secret = secret;
    }

    static JsonObject ask() {
        return new JsonObject("""
                {"model": "llama-3.1-8b-instant", "max_tokens": 40, "messages": [{"role": "user", "content": "hi"}]}""");
    }

    static JsonObject askStream() {
        return ask().put("stream", true);
    }

    /** @param headers names and values in turn */
    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return client.send(
                request(path, headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> chat(JsonObject body, String... headers) throws IOException, InterruptedException {
        return post("/chat/completions", body.encode(), headers);
    }

    HttpResponse<String> chatWithFault(String fault) throws IOException, InterruptedException {
        return chat(ask(), "x-sim-fault", fault);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(10))
                .header("authorization", "Bearer " + secret);
        if (headers.length > 0) request.headers(headers);
        return request;
    }

    HttpClient client() {
        return client;
    }
}
