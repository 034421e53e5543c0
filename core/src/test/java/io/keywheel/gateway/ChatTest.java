package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /chat}: a question in, an answer out, a friendly one when nothing could serve. */
class ChatTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aQuestionWithContextIsAnsweredAndItsConfidenceEchoed() {
        HttpResponse<String> answer = rig.post(
                "/chat",
                "{\"message\":\"Capital of France?\",\"context\":[\"France: capital Paris\"],\"confidence\":0.82}");

        JsonObject body = new JsonObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.getString("answer")).isEqualTo("Paris.");
        assertThat(body.getDouble("confidence")).isEqualTo(0.82);
        assertThat(body.getString("response_type")).isEqualTo("grounded_answer");
        assertThat(body.getString("key")).startsWith("groq-");
        assertThat(body.getInteger("attempts")).isEqualTo(1);
        assertThat(Rig.header(answer, "x-keywheel-attempts")).isEqualTo("1");
        assertThat(Rig.header(answer, "x-keywheel-key")).isEqualTo(body.getString("key"));
    }

    @Test
    void withoutContextItIsAnAnswerWithFullConfidence() {
        JsonObject body =
                new JsonObject(rig.post("/chat", "{\"message\":\"Hi\"}").body());

        assertThat(body.getString("response_type")).isEqualTo("answer");
        assertThat(body.getDouble("confidence")).isEqualTo(1.0);
    }

    @Test
    void systemContextHistoryAndSettingsGoIntoThePrompt() {
        rig.post(
                "/chat",
                "{\"message\":\"And now?\",\"system\":\"Be brief.\",\"context\":[\"A\",\"B\"],\"history\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello\"}],\"model\":\"m\",\"temperature\":0.7,\"max_tokens\":50}");

        JsonObject sent = rig.provider.asked().get(0).body().toJsonObject();
        assertThat(sent.getString("model")).isEqualTo("m");
        assertThat(sent.getDouble("temperature")).isEqualTo(0.7);
        assertThat(sent.getInteger("max_tokens")).isEqualTo(50);
        List<String> contents = sent.getJsonArray("messages").stream()
                .map(m -> ((JsonObject) m).getString("role") + ": " + ((JsonObject) m).getString("content"))
                .toList();
        assertThat(contents)
                .containsExactly(
                        "system: Be brief.\n\nAnswer from the passages below. If they do not hold the answer, say so.\n\n[1] A\n\n[2] B",
                        "user: Hi",
                        "assistant: Hello",
                        "user: And now?");
    }

    @Test
    void theDefaultsOfTheChatEndpointAreSent() {
        rig.post("/chat", "{\"message\":\"Hi\"}");

        JsonObject sent = rig.provider.asked().get(0).body().toJsonObject();
        assertThat(sent.getString("model")).isEqualTo("llama-3.3-70b-versatile");
        assertThat(sent.getDouble("temperature")).isEqualTo(0.3);
        assertThat(sent.getInteger("max_tokens")).isEqualTo(400);
        assertThat(sent.fieldNames()).isEqualTo(Set.of("model", "messages", "temperature", "max_tokens"));
    }

    @Test
    void whenEveryKeyRestsTheAnswerIsFriendly() {
        rig.provider.answers(a -> a.json(429, ScriptedProvider.rateLimit("33.5s")));

        HttpResponse<String> answer = rig.post("/chat", "{\"message\":\"Hi\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"answer\":\"I'm currently experiencing high demand. Please try again in a moment!\","
                        + "\"confidence\":0.0,\"response_type\":\"system_error\"}");
        assertThat(Rig.header(answer, "retry-after")).isEqualTo("34");
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "500", "401"})
    void everyFailureOfTheProviderIsFriendly(int status) {
        rig.provider.answers(a -> a.json(status, "{\"error\":{\"message\":\"no\",\"code\":\"x\"}}"));

        HttpResponse<String> answer = rig.post("/chat", "{\"message\":\"Hi\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("system_error").contains("high demand");
    }

    @Test
    void aStreamedAnswerFlowsAndEndsWithTheWholeOne() {
        rig.provider.answers(a -> a.stream()
                .end(ScriptedProvider.chunk("{\"role\":\"assistant\",\"content\":\"\"}")
                        + ScriptedProvider.chunk("{\"content\":\"Pa\"}")
                        + ScriptedProvider.chunk("{\"content\":\"ris\"}")
                        + ScriptedProvider.lastChunk()));

        HttpResponse<String> answer = rig.post("/chat", "{\"message\":\"Hi\",\"stream\":true}");

        assertThat(answer.body())
                .startsWith(
                        "data: {\"delta\":\"Pa\"}\n\ndata: {\"delta\":\"ris\"}\n\ndata: {\"answer\":\"Paris\",\"confidence\":1.0,"
                                + "\"response_type\":\"answer\",\"key\":\"groq-")
                .endsWith("\"attempts\":1}\n\ndata: [DONE]\n\n");
    }

    @Test
    void aStreamThatBreaksEndsWithTheFriendlyAnswer() {
        rig.provider.answers(a -> {
            a.stream().write(ScriptedProvider.chunk("{\"content\":\"Pa\"}"));
            rig.provider.after(50, a::cut);
        });

        HttpResponse<String> answer = rig.post("/chat", "{\"message\":\"Hi\",\"stream\":true}");

        assertThat(answer.body())
                .startsWith("data: {\"delta\":\"Pa\"}\n\n")
                .contains("\"response_type\":\"system_error\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":               |          |no valid JSON",
                "[]                          |          |no JSON object",
                "{}                          |/message  |message is missing",
                "{\"message\":\"\"}          |/message  |message is empty",
                "{\"message\":null}          |/message  |message is missing",
                "{\"message\":7}             |/message  |message is no text",
                "{\"message\":\"a\",\"context\":\"b\"}|/context|context is no list",
                "{\"message\":\"a\",\"context\":[1]}|/context/0|context/0 is no text",
                "{\"message\":\"a\",\"confidence\":2}|/confidence|confidence is out of range",
                "{\"message\":\"a\",\"history\":[{\"role\":\"x\"}]}|/history/0/role|role is missing or none",
                "{\"message\":\"a\",\"stream\":1}|/stream|stream is neither true nor false",
                "{\"message\":\"a\",\"max_tokens\":1.5}|/max_tokens|max_tokens is no whole number"
            })
    void aMalformedQuestionNamesTheField(String body, String pointer, String reason) {
        HttpResponse<String> answer = rig.post("/chat", body);

        JsonObject problem = new JsonObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Rig.header(answer, "content-type")).isEqualTo("application/problem+json");
        assertThat(problem.getString("pointer")).isEqualTo(pointer == null ? "" : pointer);
        assertThat(problem.getString("detail")).contains(reason);
        assertThat(problem.getString("hint")).isNotBlank();
        assertThat(rig.provider.asked()).isEmpty();
    }
}
