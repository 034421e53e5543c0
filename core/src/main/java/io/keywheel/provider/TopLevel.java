package io.keywheel.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Tells by a body's top level whether a 2xx is an error after all. */
final class TopLevel {
    /** What an answer calls itself; any other object is a resource, whose {@code error} is its own history and not this call's end. */
    private static final Pattern ANSWER = Pattern.compile("|error|chat\\..*|text_completion|response|list|embedding");

    private TopLevel() {}

    static boolean isError(JsonNode json) {
        if (json.isArray()) return json.path(0).isObject() && isError(json.path(0));
        if (!json.isObject()) return false;
        String type = json.path("type").asText();
        String object = json.path("object").asText();
        if (type.equals("error") || type.equals("response.failed") || object.equals("error")) return true;
        return ANSWER.matcher(object).matches() && isTruthy(json.path("error"));
    }

    /** As in JavaScript and Python, which the SDKs of providers are written in: null, false, 0 and what is empty are no error. */
    static boolean isTruthy(JsonNode value) {
        if (value.isContainerNode()) return !value.isEmpty();
        return value.isTextual() ? !value.textValue().isBlank() : value.asBoolean();
    }
}
