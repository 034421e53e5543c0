package io.keywheel.sim;

import io.keywheel.sim.Seen.End;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The demo's own callers: over real HTTP, chats, streams and {@code /chat} in turn, spread over the members. */
final class Traffic {
    private static final long TIMEOUT_MILLIS = 60_000;

    /** A kind of request, and how its answer looks when it was served. */
    private enum Kind {
        CHAT(
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"max_tokens\":40,\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}"),
        STREAM(
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"max_tokens\":40,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}"),
        SIMPLE("/chat", "{\"message\":\"Hello?\",\"max_tokens\":40}");

        private final String path;
        private final String body;

        Kind(String path, String body) {
            this.path = path;
            this.body = body.formatted(DemoSettings.MODEL);
        }

        End end(String answer) {
            return switch (this) {
                case CHAT -> json(answer).containsKey("choices") ? End.SERVED : End.BROKEN;
                case STREAM ->
                    answer.endsWith("data: [DONE]\n\n") && !answer.contains("event: error") ? End.SERVED : End.BROKEN;
                case SIMPLE ->
                    "system_error".equals(json(answer).getString("response_type")) ? End.APOLOGY : End.SERVED;
            };
        }
    }

    private static final List<Kind> ROUND = List.of(Kind.CHAT, Kind.STREAM, Kind.CHAT, Kind.SIMPLE);

    private final HttpClient client;
    private final Supplier<List<Integer>> ports;
    private final Supplier<Duration> clock;
    private final Consumer<Seen> sees;
    private int sent;
    private int open;

    Traffic(Vertx vertx, Supplier<List<Integer>> ports, Supplier<Duration> clock, Consumer<Seen> sees) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000));
        this.ports = ports;
        this.clock = clock;
        this.sees = sees;
    }

    /** Whether callers still wait. */
    boolean isOpen() {
        return open > 0;
    }

    /** @param begin now, on the clock */
    void send(Duration begin) {
        List<Integer> members = ports.get();
        Kind kind = ROUND.get(sent % ROUND.size());
        int first = sent / ROUND.size() % members.size();
        sent++;
        open++;
        call(kind, members.get(first), begin, false)
                .recover(e -> members.size() < 2
                        ? Future.failedFuture(e)
                        : call(kind, members.get((first + 1) % members.size()), begin, true))
                .otherwise(e -> new Seen(
                        clock.get(), End.BROKEN, 0, "", 0, clock.get().minus(begin), OptionalLong.empty(), false))
                .onSuccess(seen -> {
                    open--;
                    sees.accept(seen);
                });
    }

    Future<Void> stop() {
        return client.close();
    }

    private Future<Seen> call(Kind kind, int port, Duration begin, boolean moved) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(kind.path)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("content-type", "application/json")
                .putHeader("authorization", "Bearer any-caller");
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(kind.body)))
                .compose(answer -> answer.body().map(body -> seen(kind, answer, body, begin)))
                .map(seen -> moved ? seen.afterMoving() : seen);
    }

    private Seen seen(Kind kind, HttpClientResponse answer, Buffer body, Duration begin) {
        Duration now = clock.get();
        return new Seen(
                now,
                answer.statusCode() == 200 ? kind.end(body.toString()) : End.REFUSED,
                answer.statusCode(),
                header(answer, "x-keywheel-key"),
                (int) number(header(answer, "x-keywheel-attempts")).orElse(1),
                now.minus(begin),
                number(header(answer, "retry-after")),
                false);
    }

    private static String header(HttpClientResponse answer, String name) {
        String value = answer.getHeader(name);
        return value == null ? "" : value;
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static JsonObject json(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException e) {
            return new JsonObject();
        }
    }
}
