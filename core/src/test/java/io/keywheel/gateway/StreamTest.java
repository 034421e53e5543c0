package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerResponse;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream is the caller's from the first event that says something, and another key's until then. */
class StreamTest {
    private static final String PRIMARY = Rig.KEYS.get(0);
    private static final String ROLE = ScriptedProvider.chunk("{\"role\":\"assistant\",\"content\":\"\"}");
    private static final String ONE = ScriptedProvider.chunk("{\"content\":\"one\"}");
    private static final String TWO = ScriptedProvider.chunk("{\"content\":\"two\"}");
    private static final String LIMIT_EVENT =
            "data: {\"error\":{\"message\":\"Rate limit reached\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}\n\n";

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private HttpResponse<String> stream() {
        return rig.post("/v1/chat/completions", Rig.streamed("m"));
    }

    private static void goodStream(ScriptedProvider.Asked asked) {
        HttpServerResponse out = asked.stream();
        out.write(ROLE);
        out.write(ONE);
        out.write(TWO);
        out.end(ScriptedProvider.lastChunk());
    }

    @Test
    void aStreamPassesByteForByteWithItsOpenings() {
        rig.provider.answers(StreamTest::goodStream);

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).isEqualTo(ROLE + ONE + TWO + ScriptedProvider.lastChunk());
        assertThat(Rig.header(answer, "content-type")).isEqualTo("text/event-stream");
        assertThat(Rig.header(answer, "x-keywheel-attempts")).isEqualTo("1");
    }

    @Test
    void anErrorAfterTheOpeningsGoesToTheNextKeyAndTheOpeningsAreDropped() {
        rig.provider.answers(a -> {
            if (!a.key().equals(PRIMARY)) {
                goodStream(a);
                return;
            }
            HttpServerResponse out = a.stream();
            out.write(ROLE);
            out.end(LIMIT_EVENT);
        });

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).isEqualTo(ROLE + ONE + TWO + ScriptedProvider.lastChunk());
        assertThat(Rig.header(answer, "x-keywheel-attempts")).isEqualTo("2");
    }

    @Test
    void aStreamThatEndsBeforeItSaysAnythingIsTriedAgain() {
        rig.provider.answers(a -> {
            if (rig.provider.asked().size() > 1) goodStream(a);
            else a.stream().end(ROLE);
        });

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).contains("two").endsWith("data: [DONE]\n\n");
        assertThat(rig.provider.asked()).hasSize(2);
    }

    @Test
    void aCutStreamEndsWithAnErrorEventAndNoDone() {
        rig.provider.answers(a -> {
            a.stream().write(ONE);
            rig.provider.after(50, a::cut);
        });

        HttpResponse<String> answer = stream();

        assertThat(answer.body())
                .startsWith(ONE)
                .contains("event: error\ndata: {\"error\"")
                .doesNotContain("[DONE]");
        assertThat(rig.provider.asked()).hasSize(1);
    }

    @Test
    void aStreamThatEndsCleanlyButUnfinishedIsCutToo() {
        rig.provider.answers(a -> a.stream().end(ONE));

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).startsWith(ONE).contains("event: error").doesNotContain("[DONE]");
    }

    @Test
    void theModelsOwnTextThatLooksLikeAnErrorIsText() {
        String text =
                ScriptedProvider.chunk("{\"content\":\"{\\\"error\\\":{\\\"code\\\":\\\"rate_limit_exceeded\\\"}}\"}");
        rig.provider.answers(a -> a.stream().end(text + ScriptedProvider.lastChunk()));

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).isEqualTo(text + ScriptedProvider.lastChunk());
    }

    @Test
    void aCallerThatWaitsHearsASignOfLifeAndTheAttemptIsStillReplaceable() {
        rig.provider.answers(a -> {
            if (!a.key().equals(PRIMARY)) {
                goodStream(a);
                return;
            }
            HttpServerResponse out = a.stream();
            out.write(ROLE);
            rig.provider.after(5_500, () -> out.end(LIMIT_EVENT));
        });

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).isEqualTo(": keep-alive\n\n" + ROLE + ONE + TWO + ScriptedProvider.lastChunk());
        assertThat(Rig.header(answer, "x-keywheel-key")).isEmpty();
    }

    @Test
    void toolCallsCommit() {
        String call =
                ScriptedProvider.chunk("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0}]}");
        rig.provider.answers(a -> {
            a.stream().write(call);
            rig.provider.after(50, a::cut);
        });

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).startsWith(call).contains("event: error");
        assertThat(rig.provider.asked()).hasSize(1);
    }
}
