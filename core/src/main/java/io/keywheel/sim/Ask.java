package io.keywheel.sim;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request's body asks for, as far as the simulated provider cares.
 *
 * @param maxTokens the longest answer that the caller wants
 * @param inputs how many texts to embed
 */
public record Ask(String model, boolean stream, boolean wantsUsage, int promptTokens, int maxTokens, int inputs) {
    private static final Pattern MODEL_PART =
            Pattern.compile("name=\"model\"(?:\r\n[^\r\n]+)*\r\n\r\n([^\r\n]{1,200})\r\n");
    private static final int USUAL_ANSWER = 256;
    private static final int LONGEST_ANSWER = 32_768;
    private static final int MOST_INPUTS = 2_048;
    private static final int BYTES_A_TOKEN = 4;

    static final Ask NOTHING = new Ask("", false, false, 0, 0, 0);

    /** A chat whose body has so many bytes. */
    static Ask chat(String model, long bytes, long maxTokens) {
        return new Ask(model, false, false, tokensOf(bytes), answer(maxTokens), 1);
    }

    Ask streamed() {
        return new Ask(model, true, wantsUsage, promptTokens, maxTokens, inputs);
    }

    /** Empty where a body that should be JSON is none. */
    static Optional<Ask> read(@Nullable String type, Buffer body) {
        if (body.length() == 0) return Optional.of(NOTHING);
        if (type != null && type.startsWith("multipart/")) return Optional.of(multipart(body));
        try {
            return Optional.of(json(new JsonObject(body), body.length()));
        } catch (DecodeException | ClassCastException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** A field that is null counts as absent. */
    private static Ask json(JsonObject json, int bytes) {
        int most = or(json.getInteger("max_completion_tokens"), or(json.getInteger("max_tokens"), USUAL_ANSWER));
        JsonObject options = or(json.getJsonObject("stream_options"), new JsonObject());
        return new Ask(
                or(json.getString("model"), ""),
                or(json.getBoolean("stream"), false),
                or(options.getBoolean("include_usage"), false),
                tokensOf(bytes),
                answer(most),
                json.getValue("input") instanceof JsonArray list ? Math.min(list.size(), MOST_INPUTS) : 1);
    }

    private static int tokensOf(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + bytes / BYTES_A_TOKEN);
    }

    private static int answer(long most) {
        return (int) Math.max(0, Math.min(most, LONGEST_ANSWER));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static Ask multipart(Buffer body) {
        Matcher model = MODEL_PART.matcher(body.toString(StandardCharsets.ISO_8859_1));
        return new Ask(model.find() ? model.group(1) : "", false, false, 1, 0, 0);
    }

    /** What is charged on admission. */
    Cost cost() {
        return new Cost((long) promptTokens + maxTokens);
    }
}
