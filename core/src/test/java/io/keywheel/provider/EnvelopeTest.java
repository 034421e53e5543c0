package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String BODY =
            "{\"error\":{\"message\":\"Tokens per minute limit exceeded. Try again in 3s.\",\"code\":\"rate_limit_exceeded\"}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tokens per minute limit exceeded. Try again in 3s.",
                "\"Tokens per minute limit exceeded. Try again in 3s.\"",
                "{'error':{'message':'Tokens per minute limit exceeded. Try again in 3s.','code':null}}\n",
                "[{'error':{'message':'Tokens per minute limit exceeded. Try again in 3s.','code':429}}]",
                "{'object':'error','message':'Tokens per minute limit exceeded. Try again in 3s.','code':'1300'}",
                "{'code':'limit','error':'Tokens per minute limit exceeded. Try again in 3s.'}",
                "{'error':{'error':{'message':'Tokens per minute limit exceeded. Try again in 3s.','code':429},'code':429}}",
                "{'error':{'message':'{\\'error\\':{\\'message\\':\\'Tokens per minute limit exceeded. Try again in 3s.\\'}}'}}",
                "{'message':{'detail':[{'msg':'Tokens per minute limit exceeded. Try again in 3s.'}]}}",
                "{'detail':'Tokens per minute limit exceeded. Try again in 3s.'}",
                "{'request_id':'req_x','error':{'message':'Tokens per minute limit exceeded. Try again in 3s.'}}",
                "event: error\ndata: {'error':{'message':'Tokens per minute limit exceeded. Try again in 3s.'}}\n\n"
            })
    void everyEnvelopeIsOpened(String shape) {
        Verdict verdict =
                Answer.of(429, shape.replace("\\'", "\\\"").replace('\'', '"')).asGeneric();

        assertThat(verdict.message()).isEqualTo("Tokens per minute limit exceeded. Try again in 3s.");
        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.waitMillis()).hasValue(3000);
    }

    @Test
    void compressedBodiesAreInflated() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        write(new GZIPOutputStream(gzip), BODY);
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        write(new DeflaterOutputStream(zlib), BODY);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        write(new DeflaterOutputStream(raw, new Deflater(Deflater.BEST_SPEED, true)), BODY);

        assertThat(wait("gzip", gzip.toByteArray())).isEqualTo(3000);
        assertThat(wait("", gzip.toByteArray())).as("without the header").isEqualTo(3000);
        assertThat(wait("deflate", zlib.toByteArray())).isEqualTo(3000);
        assertThat(wait("deflate", raw.toByteArray())).isEqualTo(3000);
    }

    @Test
    void whatCannotBeReadStillHasItsStatus() {
        Verdict verdict = new Answer(429, Map.of("content-encoding", "br"), new byte[] {1, 2, 3}).asGeneric();

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.message()).isEqualTo("HTTP 429 without a readable body");
    }

    @Test
    void aBombIsInflatedToOneMebibyteOnly() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) 'a');
            for (int i = 0; i < 64; i++) out.write(block);
        }

        String text = BodyText.of(new Reply(500, name -> "gzip", bomb.toByteArray()));

        assertThat(text).hasSizeLessThanOrEqualTo(BodyText.MOST_BYTES);
    }

    @Test
    void aBodyThatBreaksOffGivesWhatItHas() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        write(new GZIPOutputStream(gzip), "Please try again in 3s. ".repeat(2000));
        byte[] half = Arrays.copyOf(gzip.toByteArray(), gzip.size() - 10);

        assertThat(wait("gzip", half)).isEqualTo(3000);
    }

    private static long wait(String encoding, byte[] body) {
        return new Answer(429, Map.of("content-encoding", encoding), body)
                .asGeneric()
                .waitMillis()
                .orElse(-1);
    }

    private static void write(OutputStream out, String text) throws IOException {
        try (out) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
