package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.models.audio.AudioModel;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.keywheel.sim.Fault;
import io.keywheel.sim.FaultOrder;
import io.keywheel.sim.LimitHeaders;
import io.keywheel.sim.Pace;
import io.keywheel.sim.SimKey;
import io.keywheel.sim.SimulatedProvider;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own client, unchanged but for its base URL, in front of a provider that fails in between. */
class OpenAiJavaTest {
    private static final String MODEL = "llama-3.1-8b-instant";
    private static final List<SimKey> KEYS = List.of(
            new SimKey("one", Rig.KEYS.get(0), "org-amber"),
            new SimKey("two", Rig.KEYS.get(1), "org-birch"),
            new SimKey("three", Rig.KEYS.get(2), "org-cedar"));

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedProvider provider = Futures.get(SimulatedProvider.start(
            vertx, new SimulatedProvider.Options(0, KEYS, List.of(), LimitHeaders.GROQ, new Pace(0, 1))));
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl().toString(), Rig.KEYS));
    private final OpenAIClient client = OpenAIOkHttpClient.builder()
            .baseUrl("http://127.0.0.1:" + plane.port() + "/v1")
            .apiKey("none-is-needed")
            .timeout(Duration.ofSeconds(20))
            .build();

    @AfterEach
    void close() {
        plane.assertCalm();
        client.close();
        plane.close();
        Futures.get(provider.stop());
        Futures.get(vertx.close());
    }

    private static ChatCompletionCreateParams question() {
        return ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage("Say something.")
                .build();
    }

    private String streamed() {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(question())) {
            return chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
        }
    }

    private void fails(Fault fault) {
        provider.script().play(FaultOrder.of(fault));
    }

    @Test
    void aCompletionThatTheFirstKeyIsRefused() {
        provider.script().play(FaultOrder.of(Fault.RATE_LIMITED).forKey("one"));

        ChatCompletion answer = client.chat().completions().create(question());

        assertThat(answer.choices().get(0).message().content().orElse("")).contains("sim");
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
        assertThat(plane.blamed()).hasSize(1);
    }

    @Test
    void aStreamThatFailsAtItsFirstTry() {
        provider.script().play(FaultOrder.of(Fault.ERROR_IN_200).times(1));

        assertThat(streamed()).startsWith("Hello ");
    }

    @Test
    void aStreamThatIsCutIsAnErrorAndNoShortAnswer() {
        fails(Fault.CUT);

        OpenAIException error = catchThrowableOfType(OpenAIException.class, this::streamed);

        assertThat(error).isInstanceOf(SseException.class).hasMessageContaining("The answer was cut");
    }

    @Test
    void embeddings() {
        EmbeddingCreateParams texts = EmbeddingCreateParams.builder()
                .model("sim-embedding")
                .inputOfArrayOfStrings(List.of("a", "b"))
                .build();

        assertThat(client.embeddings().create(texts).data()).hasSize(2);
    }

    @Test
    void theModelsOfThePool() {
        assertThat(client.models().list().data()).extracting(m -> m.id()).contains(MODEL, "openai/gpt-oss-120b");
        assertThat(client.models().retrieve("openai/gpt-oss-120b").id()).isEqualTo("openai/gpt-oss-120b");
    }

    @Test
    void anUploadThatTheFirstKeyIsRefused() {
        provider.script().play(FaultOrder.of(Fault.RATE_LIMITED).forKey("one"));
        TranscriptionCreateParams recording = TranscriptionCreateParams.builder()
                .file(new byte[200_000])
                .model(AudioModel.of("whisper-large-v3"))
                .build();

        assertThat(client.audio()
                        .transcriptions()
                        .create(recording)
                        .asTranscription()
                        .text())
                .isEqualTo("A simulated transcript.");
    }

    @Test
    void whenAllKeysRestForLongTheClientHearsItOnceAndDoesNotTryAgain() {
        fails(Fault.NO_CREDIT);

        OpenAIServiceException first = refused();
        OpenAIServiceException second = refused();

        assertThat(first).isInstanceOf(RateLimitException.class);
        assertThat(first.code()).contains("rate_limit_exceeded");
        assertThat(number(second) - number(first)).isEqualTo(1);
    }

    private OpenAIServiceException refused() {
        return catchThrowableOfType(
                OpenAIServiceException.class, () -> client.chat().completions().create(question()));
    }

    /** Requests of one event loop are numbered as they come. */
    private static long number(OpenAIServiceException error) {
        String id = error.headers().values("X-Keywheel-Request").get(0);
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1), 36);
    }

    @Test
    void whenAllKeysAreRejectedTheClientHearsOfNoKeyOfItsOwn() {
        fails(Fault.REJECTED);

        OpenAIServiceException error = refused();

        assertThat(error).isInstanceOf(InternalServerException.class);
        assertThat(error.statusCode()).isEqualTo(503);
        assertThat(error.code()).contains("no_usable_key");
    }

    @Test
    void aModelThatNobodyHasIsTheProvidersOwnAnswer() {
        ChatCompletionCreateParams unknown =
                question().toBuilder().model("no-such-model").build();

        OpenAIServiceException error = catchThrowableOfType(
                OpenAIServiceException.class, () -> client.chat().completions().create(unknown));

        assertThat(error).isInstanceOf(NotFoundException.class);
        assertThat(error.code()).contains("model_not_found");
    }

    @Test
    void anOutageIsTheClientsToTryAgainAndItDoes() {
        provider.script().play(FaultOrder.of(Fault.UNAVAILABLE).times(4));

        ChatCompletion answer = client.chat().completions().create(question());

        assertThat(answer.choices()).hasSize(1);
        plane.assertNobodyIsBlamed();
    }
}
