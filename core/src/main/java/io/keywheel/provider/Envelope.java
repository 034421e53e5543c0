package io.keywheel.provider;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Opens the envelopes that errors come in: objects, arrays, errors inside errors, JSON inside strings, bare fields, bare text. */
final class Envelope {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int DEEPEST = 6;
    private static final int LONGEST_MESSAGE = 2_048;
    private static final int MOST_ITEMS = 20;

    /** Where an inner error may lie, the innermost to be heard first. */
    private static final List<String> INNER = List.of("error", "response", "message", "detail", "innererror");

    /** In the order of how much they tell. */
    private static final List<String> CODES = List.of("code", "error_code", "reason", "type", "status", "limit_source");

    private static final List<String> MESSAGES =
            List.of("message", "msg", "detail", "error", "error_description", "title", "faultstring");

    /** Where bodies state a wait or a limit, and the header that would carry it. */
    private static final Map<String, String> HINTS = Map.ofEntries(
            entry("retryDelay", "retry-after"),
            entry("retry_after", "retry-after"),
            entry("retryAfter", "retry-after"),
            entry("retry_after_seconds", "retry-after"),
            entry("retry_after_ms", "retry-after-ms"),
            entry("resets_in_seconds", "retry-after"),
            entry("resets_at", "x-ratelimit-reset"),
            entry("Retry-After", "retry-after"),
            entry("X-RateLimit-Limit", "x-ratelimit-limit"),
            entry("X-RateLimit-Remaining", "x-ratelimit-remaining"),
            entry("X-RateLimit-Reset", "x-ratelimit-reset"),
            // Whose quota it is: OpenRouter's account, Google's project.
            entry("user_id", "user_id"),
            entry("consumer", "consumer"));

    private final Set<String> words = new LinkedHashSet<>();
    private final List<ErrorBody.Quota> quotas = new ArrayList<>();
    private final Map<String, String> hints = new HashMap<>();
    private final StringBuilder message = new StringBuilder();
    private String code = "";
    private int status;

    private Envelope() {}

    static ErrorBody open(String text) {
        if (Page.is(text)) return ErrorBody.page(Page.title(text));
        Optional<JsonNode> json = parse(text);
        if (json.isEmpty()) return ErrorBody.text(cut(text));
        Envelope envelope = new Envelope();
        envelope.take(json.get(), 0);
        return envelope.closed(TopLevel.isError(json.get()));
    }

    /** JSON only where the text is clearly meant as such: a sentence that begins with a number is a sentence. */
    static Optional<JsonNode> parse(String text) {
        if (text.isEmpty() || "{[\"".indexOf(text.charAt(0)) < 0) return Optional.empty();
        try {
            return Optional.of(JSON.readTree(text)).filter(json -> !json.isMissingNode());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private ErrorBody closed(boolean isError) {
        return new ErrorBody(
                isError,
                code,
                Collections.unmodifiableSet(words),
                message.toString(),
                status,
                List.copyOf(quotas),
                Map.copyOf(hints));
    }

    private void take(JsonNode node, int depth) {
        if (depth > DEEPEST) return;
        if (node.isTextual()) takeText(node.textValue().strip(), depth);
        else if (node.isArray()) first(node).forEach(each -> take(each, depth + 1));
        else if (node.isObject()) takeObject(node, depth);
    }

    private void takeText(String text, int depth) {
        Optional<JsonNode> inside = parse(text);
        if (inside.isPresent()) take(inside.get(), depth + 1);
        else addMessage(text);
    }

    private void takeObject(JsonNode node, int depth) {
        for (String name : INNER) if (node.path(name).isContainerNode()) take(node.path(name), depth + 1);
        for (String name : CODES) takeCode(node.path(name));
        takeStatus(node.path("status_code"));
        if (node.path("details").isObject()) take(node.path("details"), depth + 1);
        first(node.path("details")).forEach(this::takeDetail);
        first(node.path("errors")).forEach(this::takeListed);
        HINTS.forEach((name, header) -> takeHint(node.path(name), header));
        HINTS.forEach((name, header) -> takeHint(node.path("headers").path(name), header));
        for (String name : MESSAGES) {
            if (node.path(name).isTextual()) {
                takeText(node.path(name).textValue().strip(), depth);
                break;
            }
        }
        // OpenRouter's word of the provider behind it: heard as a sentence only, since its codes do not speak of this
        // key.
        addMessage(node.path("raw").asText().strip());
        if (node.path("metadata").isObject()) take(node.path("metadata"), depth + 1);
    }

    /** One of several errors; Google repeats its only one here. */
    private void takeListed(JsonNode error) {
        takeCode(error.path("reason"));
        addMessage(error.path("message").asText().strip());
    }

    /** Google's details: a reason, the violated quotas, and how long to wait. */
    private void takeDetail(JsonNode detail) {
        takeCode(detail.path("reason"));
        first(detail.path("violations"))
                .map(v -> new ErrorBody.Quota(
                        v.path("quotaId").asText(), v.path("quotaValue").asText()))
                .forEach(quotas::add);
        takeHint(detail.path("retryDelay"), "retry-after");
        takeHint(detail.path("metadata").path("consumer"), "consumer");
    }

    private void takeCode(JsonNode value) {
        takeStatus(value);
        if (!value.isTextual() || value.textValue().isBlank()) return;
        String text = value.textValue().strip();
        // The top level of a stream's error event is of type "error", which says nothing.
        if (text.equals("error")) return;
        words.add(text.toLowerCase(Locale.ROOT));
        if (isBetter(text)) code = text;
    }

    /** The first word counts, but one that says more than a number or "your mistake" comes before it. */
    private boolean isBetter(String text) {
        if (code.isEmpty()) return true;
        return isVague(code) && !isVague(text);
    }

    private static boolean isVague(String code) {
        return Character.isDigit(code.charAt(0))
                || code.equals("invalid_request_error")
                || code.equals("INVALID_ARGUMENT");
    }

    private static Stream<JsonNode> first(JsonNode list) {
        return list.isArray() ? list.valueStream().limit(MOST_ITEMS) : Stream.empty();
    }

    private void takeStatus(JsonNode value) {
        int number = value.isIntegralNumber() ? value.asInt() : digits(value.asText());
        if (status == 0 && number >= 400 && number <= 599) status = number;
    }

    private static int digits(String text) {
        return text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(text) : 0;
    }

    private void takeHint(JsonNode value, String header) {
        if (value.isNumber() || value.isTextual()) hints.putIfAbsent(header, value.asText());
    }

    private void addMessage(String text) {
        if (text.isEmpty() || message.length() >= LONGEST_MESSAGE || message.indexOf(text) >= 0) return;
        if (!message.isEmpty()) message.append(' ');
        message.append(text, 0, Math.min(text.length(), LONGEST_MESSAGE - message.length()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }
}
