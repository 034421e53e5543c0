package io.keywheel.sim;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The JSON that the simulated provider answers with, shaped as Groq's. */
final class Bodies {
    /** Any moment will do; a fixed one keeps answers the same from run to run. */
    private static final long CREATED = 1_764_000_000L;

    private Bodies() {}

    static JsonObject error(String message, String type, String code) {
        return new JsonObject()
                .put("error", JsonObject.of("message", message, "type", type, "code", code.isEmpty() ? null : code));
    }

    static JsonObject mistake(String message, String code) {
        return error(message, "invalid_request_error", code);
    }

    static JsonObject completion(String id, Ask ask, Words words) {
        JsonObject choice = JsonObject.of(
                "index",
                0,
                "message",
                JsonObject.of("role", "assistant", "content", words.text()),
                "logprobs",
                null,
                "finish_reason",
                words.finish());
        return head(id, "chat.completion", ask)
                .put("choices", new JsonArray().add(choice))
                .put("usage", usage(ask, words))
                .put("x_groq", JsonObject.of("id", id));
    }

    static JsonObject chunk(String id, Ask ask, JsonObject delta) {
        return chunk(id, ask, delta, null);
    }

    static JsonObject lastChunk(String id, Ask ask, Words words) {
        return chunk(id, ask, new JsonObject(), words.finish())
                .put("x_groq", JsonObject.of("id", id, "usage", usage(ask, words)));
    }

    static JsonObject usageChunk(String id, Ask ask, Words words) {
        return head(id, "chat.completion.chunk", ask)
                .put("choices", new JsonArray())
                .put("usage", usage(ask, words));
    }

    static JsonObject models(List<String> models) {
        return JsonObject.of(
                "object",
                "list",
                "data",
                new JsonArray(models.stream().map(Bodies::model).toList()));
    }

    static JsonObject model(String id) {
        return JsonObject.of(
                "id", id, "object", "model", "created", CREATED, "owned_by", "keywheel-sim", "active", true);
    }

    static JsonObject embeddings(Ask ask) {
        JsonArray data = new JsonArray(IntStream.range(0, ask.inputs())
                .mapToObj(i -> JsonObject.of(
                        "object", "embedding", "index", i, "embedding", JsonArray.of(0.25, -0.5, 0.125, i / 1024.0)))
                .toList());
        JsonObject usage = JsonObject.of("prompt_tokens", ask.promptTokens(), "total_tokens", ask.promptTokens());
        return JsonObject.of("object", "list", "model", ask.model(), "data", data, "usage", usage);
    }

    private static JsonObject chunk(String id, Ask ask, JsonObject delta, @Nullable String finish) {
        JsonObject choice = JsonObject.of("index", 0, "delta", delta, "logprobs", null, "finish_reason", finish);
        return head(id, "chat.completion.chunk", ask).put("choices", new JsonArray().add(choice));
    }

    private static JsonObject head(String id, String object, Ask ask) {
        return JsonObject.of("id", id, "object", object, "created", CREATED, "model", ask.model());
    }

    private static JsonObject usage(Ask ask, Words words) {
        int answer = words.words().size();
        return JsonObject.of(
                "prompt_tokens",
                ask.promptTokens(),
                "completion_tokens",
                answer,
                "total_tokens",
                ask.promptTokens() + answer);
    }
}
