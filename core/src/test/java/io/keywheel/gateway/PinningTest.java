package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.gateway.BodyScan.Asked;
import io.keywheel.gateway.BodyScan.Storing;
import io.keywheel.pool.Affinity;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one key has made goes to that key; all else goes where it is served best, and a session where its prompt is known. */
class PinningTest {
    private static final Affinity SESSION = Affinity.session("s");

    private static Asked asked(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return BodyScan.json(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /files,                               UNSAID,   ONLY",
        "POST,   /files?purpose=batch,                 UNSAID,   ONLY",
        "GET,    /files/file-fake/content,             UNSAID,   ONLY",
        "DELETE, /files/file-fake,                     UNSAID,   ONLY",
        "POST,   /batches,                             UNSAID,   ONLY",
        "POST,   /uploads/upload_fake/parts,           UNSAID,   ONLY",
        "POST,   /vector_stores/vs_fake/search,        UNSAID,   ONLY",
        "POST,   /fine_tuning/jobs,                    UNSAID,   ONLY",
        "POST,   /conversations,                       UNSAID,   ONLY",
        "GET,    /containers,                          UNSAID,   ONLY",
        "POST,   /evals/eval_fake/runs,                UNSAID,   ONLY",
        "GET,    /responses/resp_fake,                 UNSAID,   ONLY",
        "GET,    /responses/resp_fake?stream=true,     UNSAID,   ONLY",
        "POST,   /responses/resp_fake/cancel,          UNSAID,   ONLY",
        "DELETE, /responses/resp_fake,                 UNSAID,   ONLY",
        "POST,   /responses,                           NEEDED,   ONLY",
        "POST,   /responses/input_tokens,              NEEDED,   ONLY",
        "GET,    /chat/completions,                    UNSAID,   ONLY",
        "GET,    /chat/completions/chatcmpl-fake,      UNSAID,   ONLY",
        "POST,   /messages/batches,                    UNSAID,   ONLY",
        "POST,   /responses,                           UNSAID,   PREFERRED",
        "POST,   /responses?a=b,                       WANTED,   PREFERRED",
        "POST,   /chat/completions,                    WANTED,   PREFERRED",
        "POST,   /responses,                           UNWANTED, FREE",
        "POST,   /responses/input_tokens,              UNSAID,   FREE",
        "POST,   /chat/completions,                    UNSAID,   FREE",
        "POST,   /chat/completions,                    NEEDED,   FREE",
        "POST,   /chat/completions?a=/files,           UNWANTED, FREE",
        "POST,   /messages,                            UNSAID,   FREE",
        "POST,   /messages/count_tokens,               UNSAID,   FREE",
        "POST,   /embeddings,                          UNSAID,   FREE",
        "POST,   /audio/transcriptions,                UNSAID,   FREE",
        "GET,    /models/files,                        UNSAID,   FREE",
        "GET,    /filesystem,                          UNSAID,   FREE",
        "POST,   /responsesx,                          UNSAID,   FREE",
        "GET,    /,                                    UNSAID,   FREE"
    })
    void whatIsAskedForByItsOwnIdIsPinned(String method, String path, Storing storing, Pinning expected) {
        Asked asked = new Asked("m", 0, "", storing);

        assertThat(Pinning.of(HttpMethod.valueOf(method), path, asked)).isEqualTo(expected);
    }

    @Test
    void anEmptyPathIsFree() {
        assertThat(Pinning.of(HttpMethod.GET, "", Asked.NOTHING)).isEqualTo(Pinning.FREE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"m\"}|UNSAID",
                "{\"store\":true}|WANTED",
                "{\"store\": false ,\"model\":\"m\"}|UNWANTED",
                "{\"store\":null}|UNSAID",
                "{\"store\":false,\"store\":true}|WANTED",
                "{\"store\":false,\"previous_response_id\":\"resp_fake\"}|NEEDED",
                "{\"previous_response_id\":null}|UNSAID",
                "{\"previous_response_id\":\"\"}|UNSAID",
                "{\"conversation\":\"conv_fake\",\"input\":\"x\"}|NEEDED",
                "{\"conversation\":{\"id\":\"conv_fake\"}}|NEEDED",
                "{\"conversation\":null,\"store\":false}|UNWANTED",
                "{\"input\":[{\"previous_response_id\":\"resp_fake\"}],\"metadata\":{\"store\":true}}|UNSAID",
                "{\"input\":\"\\\"store\\\":true\"}|UNSAID"
            })
    void whatABodySaysOfStoringIsReadAtItsTopOnly(String body, Storing expected) {
        assertThat(asked(body).storing()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"max_tokens", "max_completion_tokens", "max_output_tokens"})
    void theMostTokensAreReadUnderAllTheirNames(String name) {
        assertThat(asked("{\"model\":\"m\",\"" + name + "\": 400 ,\"n\":1}").maxTokens())
                .isEqualTo(400);
    }

    @Test
    void theBondComesBeforeTheSession() {
        assertThat(Pinning.ONLY.or(SESSION, "k")).isEqualTo(Affinity.only("k"));
        assertThat(Pinning.PREFERRED.or(SESSION, "k")).isEqualTo(Affinity.preferring("k"));
        assertThat(Pinning.FREE.or(SESSION, "k")).isEqualTo(SESSION);
    }

    @Test
    void withoutAnyKeyNothingIsPinned() {
        assertThat(Pinning.ONLY.or(Affinity.NONE, "")).isEqualTo(Affinity.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"own|key|own", "-|key|key", "''|key|key", "own|''|own", "-|''|''"})
    void theHeaderNamesTheSessionElseThePromptsCacheKey(String header, String cacheKey, String expected) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (header != null) headers.add("x-keywheel-session", header);

        Affinity affinity = Session.of(headers, asked("{\"prompt_cache_key\":\"" + cacheKey + "\"}"));

        assertThat(affinity).isEqualTo(Affinity.session(expected));
    }

    @Test
    void aNameThatIsTooLongIsKeptByItsHash() {
        String longest = "s".repeat(200);

        assertThat(Session.bounded(longest)).isEqualTo(longest);
        assertThat(Session.bounded(longest + "a")).hasSize(64).isNotEqualTo(Session.bounded(longest + "b"));
    }

    @Test
    void aCacheKeyThatIsNoTextNamesNoSession() {
        assertThat(asked("{\"prompt_cache_key\":7}").cacheKey()).isEmpty();
        assertThat(asked("{\"prompt_cache_key\":\"a\\u00e4\\n\"}").cacheKey()).isEqualTo("aä\n");
    }
}
