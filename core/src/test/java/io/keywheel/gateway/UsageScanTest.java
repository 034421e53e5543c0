package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Usage;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer was billed is read as the provider states it, in all the forms that providers have. */
class UsageScanTest {

    private static Usage in(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return UsageScan.in(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // chat completions, with what several providers put beside the numbers
                "{\"id\":\"c\",\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":{\"queue_time\":0.02,\"prompt_tokens\":9,"
                        + "\"prompt_time\":0.001,\"completion_tokens\":3,\"total_tokens\":12,\"total_time\":0.01},\"x_groq\":{\"id\":\"r\"}}|9|3",
                "{\"usage\": {\"prompt_tokens\": 9,   \"prompt_tokens_details\": {\"cached_tokens\": 4, \"x\": [1, {\"a\":\"}\"}]},\t"
                        + " \"completion_tokens\": 3 }, \"choices\": [] }|9|3",
                // embeddings; moderations state a total at most
                "{\"object\":\"list\",\"data\":[],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}|8|0",
                "{\"usage\":{\"total_tokens\":8}}|8|0",
                "{\"usage\":{\"total_tokens\":8,\"completion_tokens\":3}}|5|3",
                "{\"usage\":{\"input_tokens\":5,\"total_tokens\":8}}|5|3",
                // under both names
                "{\"usage\":{\"prompt_tokens\":9,\"input_tokens\":9,\"completion_tokens\":3,\"output_tokens\":0}}|9|3",
                // reasoning that is in the total only
                "{\"usage\":{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":235}}|32|203",
                // Responses
                "{\"object\":\"response\",\"usage\":{\"input_tokens\":36,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":87,"
                        + "\"output_tokens_details\":{\"reasoning_tokens\":64},\"total_tokens\":123},\"metadata\":{}}|36|87",
                // Anthropic: what is written to its cache counts, what is read from it does not
                "{\"type\":\"message\",\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":100,\"cache_read_input_tokens\":1000,"
                        + "\"output_tokens\":7}}|110|7",
                // a breakdown states parts of the whole
                "{\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":20},\"usage_breakdown\":{\"models\":[{\"model\":\"a\","
                        + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":15}}]}}|30|20",
                "{\"usage\":{\"prompt_tokens\":9.0,\"completion_tokens\":3}}|9|3"
            })
    void everyFormIsRead(String body, long input, long output) {
        assertThat(in(body)).isEqualTo(new Usage(input, output));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "\"usage\"",
                "{\"usage\":null,\"choices\":[]}",
                "{\"usage\":7}",
                "{\"usage\":{}}",
                "{\"usage\":\"{\\\"prompt_tokens\\\":9}\"}",
                "{\"usage\":[{\"prompt_tokens\":9}]}",
                "{\"usage\":{\"prompt_tokens\":null,\"completion_tokens\":\"9\",\"total_tokens\":-9}}",
                "{\"usage\":{\"details\":{\"prompt_tokens\":9}}}",
                "{\"usage\":{\"type\":\"duration\",\"seconds\":7}}",
                "{\"usage\":{\"prompt_tokens\":9",
                "{\"token\":\"usage\",\"prompt_tokens\":9}",
                "{\"usages\":{\"prompt_tokens\":9},\"a_usage\":{\"prompt_tokens\":9}}",
                "{\"usage\":{\"prompt_tokens\":99999999999999999999}}"
            })
    void whatStatesNothingIsNone(String body) {
        assertThat(in(body)).isEqualTo(Usage.NONE);
    }

    @Test
    void theModelsOwnTextIsNotRead() {
        String text =
                "{\"content\":\"{\\\"usage\\\":{\\\"prompt_tokens\\\":77}} \\\\\\\"usage\\\\\\\":{\\\"prompt_tokens\\\":77}\","
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}";

        assertThat(in(text)).isEqualTo(new Usage(9, 3));
    }

    @Property(tries = 300)
    void noBytesUpsetIt(@ForAll byte[] before, @ForAll byte[] within, @ForAll byte[] after) {
        byte[] body = Buffer.buffer(before)
                .appendString("\"usage\":{\"prompt_tokens\":")
                .appendBytes(within)
                .appendString(",\"completion_tokens\":1}")
                .appendBytes(after)
                .getBytes();

        assertThat(UsageScan.in(body, 0, body.length)).isNotNull();
        assertThat(UsageScan.in(Arrays.copyOf(body, body.length - 3), 0, body.length - 3))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 2048, 5000, 1_000_000})
    void theTailOfALargeBodyIsReadWhateverItsPieces(int piece) {
        Buffer body = Buffer.buffer("{\"data\":[" + "0.123456,".repeat(2_000) + "0],\"usage\":{\"prompt_tokens\":8,"
                + "\"total_tokens\":8},\"metadata\":\"" + "x".repeat(900) + "\"}");
        Tail tail = new Tail();

        for (int at = 0; at < body.length(); at += piece) {
            tail.watch(body.slice(at, Math.min(body.length(), at + piece)));
        }

        assertThat(tail.billed(true)).isEqualTo(new Usage(8, 0));
        assertThat(tail.billed(false)).isEqualTo(Usage.NONE);
    }
}
