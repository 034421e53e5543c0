package io.keywheel.sim;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the simulated provider answers to a request that was let in, by path. */
final class Answers {
    private static final String BASE = "/openai/v1";

    /** The models that exist here; others are unknown, as at a real provider. */
    static final List<String> MODELS = List.of(
            "llama-3.3-70b-versatile",
            "llama-3.1-8b-instant",
            "openai/gpt-oss-120b",
            "sim-embedding",
            "whisper-large-v3",
            "sim-speech");

    private final Vertx vertx;
    private final Pace pace;
    private final Map<String, Handler<Exchange>> models = Map.of(
            "POST " + BASE + "/chat/completions", this::chat,
            "POST " + BASE + "/embeddings", x -> x.end(200, Bodies.embeddings(x.ask())),
            "POST " + BASE + "/audio/transcriptions", Answers::transcript,
            "POST " + BASE + "/audio/translations", Answers::transcript,
            "POST " + BASE + "/audio/speech", Answers::speech);

    Answers(Vertx vertx, Pace pace) {
        this.vertx = vertx;
        this.pace = pace;
    }

    /** The answer that a model gives, which counts against limits; empty for any other path. */
    Optional<Handler<Exchange>> ofModel(Exchange exchange) {
        String path = exchange.request().path();
        return Optional.ofNullable(models.get(exchange.request().method() + " " + path))
                .map(answer -> x -> after(pace.firstMillis(), () -> answer.handle(x)));
    }

    /** The answer to what needs no model. */
    void other(Exchange exchange) {
        String path = exchange.request().path();
        boolean get = exchange.request().method().name().equals("GET");
        String model = path.startsWith(BASE + "/models/")
                ? path.substring(BASE.length() + 8).replace("%2F", "/")
                : "";
        if (get && path.equals(BASE + "/models")) exchange.end(200, Bodies.models(MODELS));
        else if (get && MODELS.contains(model)) exchange.end(200, Bodies.model(model));
        else if (get && !model.isEmpty()) noModel(exchange, model);
        else exchange.end(404, unknownPath(exchange));
    }

    void noModel(Exchange exchange, String model) {
        String message = "The model `%s` does not exist or you do not have access to it.".formatted(model);
        exchange.end(404, Bodies.mistake(message, "model_not_found"));
    }

    private static JsonObject unknownPath(Exchange exchange) {
        String asked = exchange.request().method() + " " + exchange.request().path();
        return Bodies.mistake("Unknown request URL: " + asked + ".", "unknown_url");
    }

    private void chat(Exchange exchange) {
        Words words = Words.from(exchange.key(), exchange.ask());
        if (exchange.ask().stream()) stream(exchange, events(exchange, words), "200");
        else exchange.end(200, Bodies.completion(exchange.id(), exchange.ask(), words));
    }

    private static void transcript(Exchange exchange) {
        exchange.end(
                200, JsonObject.of("text", "A simulated transcript.", "x_groq", JsonObject.of("id", exchange.id())));
    }

    private static void speech(Exchange exchange) {
        Buffer silence = Buffer.buffer("RIFF").appendIntLE(36 + 4_096).appendString("WAVE");
        exchange.end(200, "audio/wav", silence.appendBytes(new byte[4_096]));
    }

    /** A chat stream as Groq sends it: role, words, end, usage where asked for, {@code [DONE]}. */
    static List<String> events(Exchange exchange, Words words) {
        String id = exchange.id();
        Ask ask = exchange.ask();
        List<String> events = new ArrayList<>();
        events.add(event(opening(exchange)));
        for (String word : words.words()) events.add(event(Bodies.chunk(id, ask, JsonObject.of("content", word))));
        events.add(event(Bodies.lastChunk(id, ask, words)));
        if (ask.wantsUsage()) events.add(event(Bodies.usageChunk(id, ask, words)));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static JsonObject opening(Exchange exchange) {
        JsonObject delta = JsonObject.of("role", "assistant", "content", "");
        return Bodies.chunk(exchange.id(), exchange.ask(), delta).put("x_groq", JsonObject.of("id", exchange.id()));
    }

    static String event(JsonObject data) {
        return "data: " + data.encode() + "\n\n";
    }

    /** Sends the events one by one, and ends. */
    void stream(Exchange exchange, List<String> events, String outcome) {
        exchange.head(200, "text/event-stream")
                .putHeader("cache-control", "no-cache")
                .setChunked(true);
        next(exchange, events, 0, () -> {
            exchange.count(outcome);
            exchange.response().end();
        });
    }

    /** Sends the events, and then breaks the connection. */
    void brokenStream(Exchange exchange, List<String> events, String outcome) {
        exchange.head(200, "text/event-stream").setChunked(true);
        next(exchange, events, 0, () -> exchange.closeConnection(outcome));
    }

    private void next(Exchange exchange, List<String> events, int index, Runnable end) {
        if (exchange.response().closed()) return;
        if (index == events.size()) {
            end.run();
            return;
        }
        exchange.response().write(events.get(index));
        after(pace.wordMillis(), () -> next(exchange, events, index + 1, end));
    }

    void after(int millis, Runnable then) {
        if (millis == 0) then.run();
        else vertx.setTimer(millis, t -> then.run());
    }
}
