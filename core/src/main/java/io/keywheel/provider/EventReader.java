package io.keywheel.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Reads what an event of a stream is: OpenAI's chunks, its Responses events, and Anthropic's messages. */
final class EventReader {
    private static final String CHUNK = "chat.completion.chunk";
    private static final String CONTENT = "\"content\":\"";

    private static final Map<String, StreamEvent> BY_NAME = Map.ofEntries(
            Map.entry("response.created", StreamEvent.OPENING),
            Map.entry("response.in_progress", StreamEvent.OPENING),
            Map.entry("response.queued", StreamEvent.OPENING),
            Map.entry("message_start", StreamEvent.OPENING),
            Map.entry("ping", StreamEvent.OPENING),
            Map.entry("response.completed", StreamEvent.LAST),
            Map.entry("response.incomplete", StreamEvent.LAST),
            Map.entry("message_stop", StreamEvent.LAST),
            Map.entry("error", StreamEvent.ERROR),
            Map.entry("response.failed", StreamEvent.ERROR));

    private EventReader() {}

    static StreamEvent read(String event, String data) {
        String text = data.strip();
        if (text.equals("[DONE]")) return StreamEvent.LAST;
        if (event.strip().equals("error")) return StreamEvent.ERROR;
        if (isPlainlyContent(text)) return StreamEvent.CONTENT;
        Optional<JsonNode> json = Envelope.parse(text);
        if (json.isPresent() && TopLevel.isError(json.get())) return StreamEvent.ERROR;
        StreamEvent named = BY_NAME.get(
                json.map(j -> j.path("type").asText()).filter(t -> !t.isEmpty()).orElse(event.strip()));
        if (named != null) return named;
        if (text.isEmpty()) return StreamEvent.OPENING;
        return json.isPresent() && opens(json.get()) ? StreamEvent.OPENING : StreamEvent.CONTENT;
    }

    /** Nearly every chunk of a stream is one with text, and needs no parsing. */
    private static boolean isPlainlyContent(String data) {
        int at = data.indexOf(CONTENT) + CONTENT.length();
        boolean some = at >= CONTENT.length() && at < data.length() && data.charAt(at) != '"';
        return some && data.contains(CHUNK) && !data.contains("\"error\"");
    }

    private static boolean opens(JsonNode json) {
        if (json.path("type").asText().equals("content_block_start")) return opensBlock(json.path("content_block"));
        JsonNode choices = json.path("choices");
        if (!choices.isArray() || isSomething(json.path("usage"))) return false;
        for (JsonNode choice : choices) if (!opensChoice(choice)) return false;
        return true;
    }

    private static boolean opensBlock(JsonNode block) {
        return block.path("type").asText().equals("text") && !isSomething(block.path("text"));
    }

    /** Only a role, however many empty fields stand beside it. */
    private static boolean opensChoice(JsonNode choice) {
        JsonNode delta = choice.path("delta");
        if (!delta.isObject() || isSomething(choice.path("finish_reason"))) return false;
        return delta.properties().stream()
                .allMatch(field -> field.getKey().equals("role") || !isSomething(field.getValue()));
    }

    private static boolean isSomething(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) return false;
        if (value.isTextual()) return !value.textValue().isEmpty();
        return !value.isContainerNode() || !value.isEmpty();
    }
}
