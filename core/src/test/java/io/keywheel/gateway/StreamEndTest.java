package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Usage;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last word of a stream, and what it was billed, are found wherever its pieces are split. */
class StreamEndTest {
    private static final String ONE = ScriptedProvider.chunk("{\"content\":\"one\"}");
    private static final String FINISH =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static StreamEnd watched(String stream, int piece) {
        StreamEnd end = new StreamEnd();
        Buffer bytes = Buffer.buffer(stream);
        for (int at = 0; at < bytes.length(); at += piece) {
            end.watch(bytes.slice(at, Math.min(bytes.length(), at + piece)));
        }
        return end;
    }

    /** Streams that were billed 9 and 3. */
    static Stream<String> billed() {
        String responses =
                "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"output\":[{\"text\":\""
                        + "x".repeat(5_000)
                        + "\"}],\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":2},\"output_tokens\":3},\"metadata\":{}}}\n\n";
        String messages =
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n"
                        + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\""
                        + "x".repeat(3_000)
                        + "\"}}\n\nevent: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":3}}\n\n"
                        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        return Stream.of(
                ONE + FINISH
                        + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":0}}}\n\n" + DONE,
                ONE + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"x_groq\":{\"id\":\"req_fake\","
                        + "\"usage\":{\"queue_time\":0.02,\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12}}}\n\n"
                        + DONE,
                "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}\n\n"
                        + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\n",
                responses,
                messages,
                messages.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("billed")
    void whatAStreamWasBilledIsReadWhereverItIsSplit(String stream) {
        for (int piece : List.of(1, 2, 3, 7, 24, 97, 250, 511, 1_024, 4_096, 100_000)) {
            StreamEnd end = watched(stream, piece);

            assertThat(end.isSeen()).as("in pieces of " + piece).isTrue();
            assertThat(end.billed(true)).as("in pieces of " + piece).isEqualTo(new Usage(9, 3));
        }
    }

    @Test
    void aStreamThatSaysNothingOfItStatesNone() {
        assertThat(watched(ONE + FINISH + DONE, 50).billed(true)).isEqualTo(Usage.NONE);
    }

    @Test
    void aStreamThatWasCutStatesNoneSinceMoreMayHaveBeenBilled() {
        String opening =
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n";

        assertThat(watched(opening, 50).billed(false)).isEqualTo(Usage.NONE);
    }

    @Test
    void aCutWithinTheNumbersStatesNone() {
        String cut = ONE + FINISH + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3";

        assertThat(watched(cut, 50).billed(false)).isEqualTo(Usage.NONE);
    }

    @Test
    void theModelsOwnTextStatesNothing() {
        String text = ScriptedProvider.chunk("{\"content\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":77}\"}");

        for (int piece : List.of(1, 60, 10_000)) {
            assertThat(watched(text + FINISH + DONE, piece).billed(true)).isEqualTo(Usage.NONE);
        }
    }

    @Test
    void numbersWithoutEndHoldNothingUp() {
        String endless =
                ONE + FINISH + "data: {\"choices\":[],\"usage\":{\"details\":\"" + "x".repeat(9_000) + "\"}}\n\n";

        for (int piece : List.of(1, 300, 100_000)) {
            assertThat(watched(endless + DONE, piece).isSeen()).isTrue();
        }
    }

    @Test
    void whetherItStandsBetweenEventsIsKnownAfterAnyPiece() {
        String cut = ONE + ONE.substring(0, 20);
        for (int piece : List.of(1, 5, 10_000)) {
            assertThat(watched(ONE, piece).isBetweenEvents()).isTrue();
            assertThat(watched(ONE.replace("\n", "\r\n"), piece).isBetweenEvents())
                    .isTrue();
            assertThat(watched(cut, piece).isBetweenEvents()).isFalse();
            assertThat(watched(ONE.substring(0, ONE.length() - 1), piece).isBetweenEvents())
                    .isFalse();
        }
    }
}
