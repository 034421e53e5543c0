package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.gateway.ScriptedProvider.Asked;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller sends arrives as it was sent, but for the key; what the provider answers arrives as it was answered. */
class PassThroughTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Asked asked() {
        return rig.provider.asked().get(0);
    }

    @Test
    void theBodyArrivesByteForByte() {
        String body = "{ \"model\" : \"m\", \"unknown\":{\"a\":[1,2.50]},  \"text\":\"\\u00e4ö\" }";

        rig.post("/v1/chat/completions", body);

        assertThat(asked().body().toString()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions,            /openai/v1/chat/completions",
        "/openai/v1/chat/completions,     /openai/v1/chat/completions",
        "/p/groq/v1/embeddings,           /openai/v1/embeddings",
        "/v1/responses/resp_1?a=b%2Fc&d,  /openai/v1/responses/resp_1?a=b%2Fc&d",
        "/v1/models/openai%2Fgpt-oss-20b, /openai/v1/models/openai%2Fgpt-oss-20b"
    })
    void thePathFollowsTheBaseUrl(String path, String expected) {
        rig.post(path, "{}");

        assertThat(asked().uri()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE", "PUT", "PATCH", "POST"})
    void everyMethodPasses(String method) {
        rig.send(rig.request("/v1/files/f1")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(asked().method()).isEqualTo(method);
    }

    @Test
    void theCallersCredentialsAreReplacedAndItsOwnHeadersPass() {
        rig.send(rig.request("/v1/chat/completions")
                .header("OpenAI-Beta", "assistants=v2")
                .header("Idempotency-Key", "i1")
                .header("OpenAI-Organization", "org-of-the-caller")
                .header("x-api-key", "secret-of-the-caller")
                .header("cookie", "session=1")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(asked().headers())
                .containsEntry("authorization", "Bearer " + Rig.KEYS.get(0))
                .containsEntry("OpenAI-Beta", "assistants=v2")
                .containsEntry("Idempotency-Key", "i1")
                .containsEntry("host", "127.0.0.1:" + rig.provider.port())
                .doesNotContainKeys("OpenAI-Organization", "x-api-key", "cookie");
    }

    @Test
    void theProvidersHeadersPassButForThoseOfItsHost() {
        rig.provider.answers(a -> {
            a.request()
                    .response()
                    .putHeader("x-request-id", "req_1")
                    .putHeader("x-ratelimit-remaining-requests", "7")
                    .putHeader("set-cookie", "__cf_bm=1")
                    .putHeader("alt-svc", "h3")
                    .putHeader("strict-transport-security", "max-age=1");
            a.json(200, ScriptedProvider.OK);
        });

        HttpResponse<String> answer = rig.chat("m");

        assertThat(Rig.header(answer, "x-request-id")).isEqualTo("req_1");
        assertThat(Rig.header(answer, "x-ratelimit-remaining-requests")).isEqualTo("7");
        assertThat(Rig.header(answer, "x-keywheel-request")).startsWith("kw-");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "alt-svc", "strict-transport-security");
    }

    @Test
    void multipartArrivesByteForByteAndItsModelHasALaneOfItsOwn() {
        String form =
                "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n\u0000\u0001RIFF\r\n"
                        + "--b1\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-large-v3\r\n--b1--\r\n";
        rig.provider.answers(a -> {
            if (a.key().equals(Rig.KEYS.get(0))) a.json(429, ScriptedProvider.rateLimit("60s"));
            else a.json(200, "{\"text\":\"hi\"}");
        });
        HttpRequest request = HttpRequest.newBuilder(rig.uri("/v1/audio/transcriptions"))
                .header("content-type", "multipart/form-data; boundary=b1")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();

        HttpResponse<String> answer = rig.send(request);
        rig.chat("m");

        assertThat(answer.body()).isEqualTo("{\"text\":\"hi\"}");
        assertThat(rig.provider.asked().get(1).body().toString()).isEqualTo(form);
        assertThat(rig.provider.asked().get(2).key()).isEqualTo(Rig.KEYS.get(0));
    }

    @Test
    void aBinaryAnswerArrivesByteForByte() throws Exception {
        byte[] sound = new byte[300_000];
        new Random(1).nextBytes(sound);
        rig.provider.answers(a ->
                a.request().response().putHeader("content-type", "audio/mpeg").end(Buffer.buffer(sound)));

        HttpResponse<byte[]> answer = Calling.send(
                rig.request("/v1/audio/speech")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"tts\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(Arrays.equals(answer.body(), sound)).isTrue();
        assertThat(Rig.header(answer, "content-length")).isEqualTo("300000");
    }

    @Test
    void aBodyTooLargeToBeHeldIsSentOnceAndWhole() {
        try (Rig small = new Rig(Rig.withLimits(l -> new io.keywheel.config.Settings.Limits(
                l.patience(),
                l.deadline(),
                l.attemptTimeout(),
                100_000,
                l.replayBytesInAll(),
                l.bodyBytes(),
                false,
                l.drain())))) {
            String body = "{\"model\":\"m\",\"text\":\"" + "x".repeat(3_000_000) + "\"}";

            HttpResponse<String> answer = small.post("/v1/chat/completions", body);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(small.provider.asked().get(0).body().toString()).isEqualTo(body);
        }
    }

    @Test
    void aLargeBodyIsHeldAndSentToTheNextKey() {
        String body = "{\"text\":\"" + "x".repeat(5_000_000) + "\",\"model\":\"m\"}";
        rig.provider.answers(a -> {
            if (a.key().equals(Rig.KEYS.get(0))) a.json(429, ScriptedProvider.rateLimit("60s"));
            else a.json(200, ScriptedProvider.OK);
        });

        HttpResponse<String> answer = rig.post("/v1/chat/completions", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rig.provider.asked().get(1).body().toString()).isEqualTo(body);
    }

    @Test
    void theListOfModelsIsTheUnionOverTheKeys() {
        rig.provider.answers(a -> {
            int key = Rig.KEYS.indexOf(a.key());
            if (key == 2) a.json(401, "{}");
            else a.json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"shared\"},{\"id\":\"only-" + key + "\"}]}");
        });

        HttpResponse<String> answer = rig.send(rig.request("/v1/models").GET().build());

        JsonObject list = new JsonObject(answer.body());
        assertThat(list.getJsonArray("data").stream().map(m -> ((JsonObject) m).getString("id")))
                .containsExactlyInAnyOrder("shared", "only-0", "only-1");
    }
}
