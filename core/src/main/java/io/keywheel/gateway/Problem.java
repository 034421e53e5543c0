package io.keywheel.gateway;

import io.vertx.core.json.JsonObject;

/**
 * What is wrong with a body, as RFC 9457 has it.
 *
 * @param pointer the field, as a JSON pointer; empty for the body as a whole
 * @param hint what to send instead
 */
record Problem(int status, String code, String pointer, String detail, String hint) {
    static final String TYPE = "application/problem+json";

    static Problem field(String pointer, String detail, String hint) {
        return new Problem(400, "invalid_field", pointer, detail, hint);
    }

    String json() {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", status == 413 ? "Content too large" : "Bad request")
                .put("status", status)
                .put("code", code)
                .put("pointer", pointer)
                .put("detail", detail)
                .put("hint", hint)
                .encode();
    }
}
