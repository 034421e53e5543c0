package io.keywheel.sim;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the simulated provider answers to a request that was let in, by method and path. */
record Answers(Pace pace) {

    /** The models that exist here; others are unknown, as at a real provider. */
    static final List<String> MODELS = List.of(
            "llama-3.3-70b-versatile",
            "llama-3.1-8b-instant",
            "openai/gpt-oss-120b",
            "sim-embedding",
            "whisper-large-v3",
            "sim-speech");

    private static final String LIST = "GET " + SimRequest.BASE + "/models";

    private static final Map<String, Function<Visit, SimAnswer>> OF_MODELS = Map.of(
            SimRequest.CHAT,
            Answers::chat,
            "POST " + SimRequest.BASE + "/embeddings",
            Answers::embeddings,
            "POST " + SimRequest.BASE + "/audio/transcriptions",
            Answers::transcript,
            "POST " + SimRequest.BASE + "/audio/translations",
            Answers::transcript,
            "POST " + SimRequest.BASE + "/audio/speech",
            Answers::speech);

    /** The answer that a model gives, which counts against limits; empty for any other path. */
    Optional<Function<Visit, SimAnswer>> ofModel(Visit visit) {
        return Optional.ofNullable(OF_MODELS.get(visit.request().what()))
                .map(answer -> v -> answer.apply(v).with(pace));
    }

    /** The answer to what needs no model. */
    static SimAnswer other(Visit visit) {
        String what = visit.request().what();
        if (what.equals(LIST)) return Sheet.of(visit, 200).json(Bodies.models(MODELS));
        if (!what.startsWith(LIST + "/"))
            return Sheet.of(visit, 404).json(Bodies.mistake("Unknown request URL: " + what + ".", "unknown_url"));
        String model = what.substring(LIST.length() + 1).replace("%2F", "/");
        return MODELS.contains(model) ? Sheet.of(visit, 200).json(Bodies.model(model)) : noModel(visit, model);
    }

    static SimAnswer noModel(Visit visit, String model) {
        String message = "The model `%s` does not exist or you do not have access to it.".formatted(model);
        return Sheet.of(visit, 404).json(Bodies.mistake(message, "model_not_found"));
    }

    static SimAnswer chat(Visit visit) {
        Words words = Words.to(visit);
        SimAnswer answer = visit.ask().stream()
                ? Sheet.of(visit, 200).stream(events(visit, words))
                : Sheet.of(visit, 200).json(Bodies.completion(visit.id(), visit.ask(), words));
        return answer.with(answer.slip()
                .using(visit.ask().promptTokens() + (long) words.words().size()));
    }

    private static SimAnswer embeddings(Visit visit) {
        SimAnswer answer = Sheet.of(visit, 200).json(Bodies.embeddings(visit.ask()));
        return answer.with(answer.slip().using(visit.ask().promptTokens()));
    }

    private static SimAnswer transcript(Visit visit) {
        JsonObject id = JsonObject.of("id", visit.id());
        return Sheet.of(visit, 200).json(JsonObject.of("text", "A simulated transcript.", "x_groq", id));
    }

    private static SimAnswer speech(Visit visit) {
        Buffer silence = Buffer.buffer("RIFF").appendIntLE(36 + 4_096).appendString("WAVE");
        return Sheet.of(visit, 200).of("audio/wav", List.of(silence.appendBytes(new byte[4_096])));
    }

    /** A chat stream as Groq sends it: role, words, end, usage where asked for, {@code [DONE]}. */
    static List<String> events(Visit visit, Words words) {
        String id = visit.id();
        Ask ask = visit.ask();
        List<String> events = new ArrayList<>();
        events.add(event(opening(visit)));
        for (String word : words.words()) events.add(event(Bodies.chunk(id, ask, JsonObject.of("content", word))));
        events.add(event(Bodies.lastChunk(id, ask, words)));
        if (ask.wantsUsage()) events.add(event(Bodies.usageChunk(id, ask, words)));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static JsonObject opening(Visit visit) {
        JsonObject delta = JsonObject.of("role", "assistant", "content", "");
        return Bodies.chunk(visit.id(), visit.ask(), delta).put("x_groq", JsonObject.of("id", visit.id()));
    }

    static String event(JsonObject data) {
        return "data: " + data.encode() + "\n\n";
    }
}
