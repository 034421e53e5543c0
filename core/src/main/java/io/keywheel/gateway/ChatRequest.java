package io.keywheel.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to {@code /chat}, checked.
 *
 * @param model as the caller named it, empty where it named none
 * @param context passages that the answer should rest on; they go into the prompt by {@link #prompt}
 * @param confidence the caller's retrieval score, echoed
 * @param temperature null leaves it to the provider
 * @param maxTokens null leaves it to the provider
 */
record ChatRequest(
        String message,
        String system,
        List<String> context,
        List<Turn> history,
        double confidence,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        boolean stream) {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final double TEMPERATURE = 0.3;
    private static final int MAX_TOKENS = 400;
    private static final Set<String> ROLES = Set.of("user", "assistant", "system");

    /** Something said before. */
    record Turn(String role, String content) {}

    /** A body that is no question. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Malformed(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static ChatRequest parse(byte[] body) throws Malformed {
        Fields fields = new Fields(object(body));
        return new ChatRequest(
                fields.text("message", true),
                fields.text("system", false),
                fields.texts("context"),
                turns(fields.node("history")),
                fields.number("confidence", 0, 1, 1.0),
                fields.text("model", false),
                fields.isNull("temperature") ? null : fields.number("temperature", 0, 2, TEMPERATURE),
                fields.isNull("max_tokens") ? null : fields.whole("max_tokens", 1, 10_000_000, MAX_TOKENS),
                fields.flag("stream"));
    }

    private static JsonNode object(byte[] body) throws Malformed {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null && root.isObject()) return root;
            throw new Malformed(new Problem(
                    400, "malformed_body", "", "The body is no JSON object.", "Send {\"message\": \"…\"}."));
        } catch (JsonProcessingException e) {
            String where = "line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr();
            throw new Malformed(new Problem(
                    400,
                    "malformed_body",
                    "",
                    "The body is no valid JSON (" + where + ").",
                    "Send {\"message\": \"…\"}."));
        } catch (java.io.IOException e) {
            throw new Malformed(
                    new Problem(400, "malformed_body", "", "The body cannot be read.", "Send JSON in UTF-8."));
        }
    }

    private static List<Turn> turns(@Nullable JsonNode history) throws Malformed {
        if (history == null) return List.of();
        String hint = "Send a list of {\"role\": \"user\" or \"assistant\", \"content\": \"…\"}.";
        if (!history.isArray()) throw new Malformed(Problem.field("/history", "history is no list.", hint));
        List<Turn> turns = new ArrayList<>();
        for (JsonNode turn : history) {
            String at = "/history/" + turns.size();
            if (!ROLES.contains(turn.path("role").asText(""))) {
                throw new Malformed(
                        Problem.field(at + "/role", "role is missing or none of user, assistant, system.", hint));
            }
            if (!turn.path("content").isTextual()) {
                throw new Malformed(Problem.field(at + "/content", "content is missing or no text.", hint));
            }
            turns.add(new Turn(turn.path("role").asText(), turn.path("content").asText()));
        }
        return List.copyOf(turns);
    }

    String responseType() {
        return context.isEmpty() ? "answer" : "grounded_answer";
    }

    /** The most tokens that its answer may have, 0 where that is left to the provider. */
    long mostTokens() {
        return maxTokens == null ? 0 : maxTokens;
    }

    /** The same question as OpenAI's chat completions have it. */
    Buffer toCompletion(String chosenModel) {
        ObjectNode body = JSON.createObjectNode().put("model", chosenModel);
        ArrayNode messages = body.putArray("messages");
        String prompt = prompt();
        if (!prompt.isEmpty()) messages.addObject().put("role", "system").put("content", prompt);
        history.forEach(t -> messages.addObject().put("role", t.role()).put("content", t.content()));
        messages.addObject().put("role", "user").put("content", message);
        if (temperature != null) body.put("temperature", temperature);
        if (maxTokens != null) body.put("max_tokens", maxTokens);
        if (stream) body.put("stream", true);
        return Buffer.buffer(body.toString());
    }

    /** The system message: what the caller gave, then the passages, numbered. */
    private String prompt() {
        if (context.isEmpty()) return system;
        StringBuilder text = new StringBuilder(system);
        if (!system.isEmpty()) text.append("\n\n");
        text.append("Answer from the passages below. If they do not hold the answer, say so.");
        for (int i = 0; i < context.size(); i++) {
            text.append("\n\n[").append(i + 1).append("] ").append(context.get(i));
        }
        return text.toString();
    }
}
