package io.keywheel.admin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body read as JSON, or why it is none.
 *
 * @param value lists, maps and plain values; null for a problem and for JSON's null
 */
public record JsonBody(@Nullable Object value, Optional<Problem> problem) {
    private static final int DEEPEST = 32;

    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(Object.class);

    public static JsonBody of(Buffer bytes) {
        Optional<String> text = utf8(bytes);
        if (text.isEmpty()) return refused("it is not UTF-8", "Send JSON in UTF-8.");
        if (text.get().isBlank()) return refused("it is empty", "Send a JSON object.");
        try {
            return new JsonBody(READER.readValue(text.get()), Optional.empty());
        } catch (JsonProcessingException e) {
            return refused(words(e), "Check the commas, quotes and brackets there.");
        }
    }

    /** The text of bytes that are UTF-8; a mark at its beginning is left out. */
    public static Optional<String> utf8(Buffer bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static JsonBody refused(String why, String hint) {
        return new JsonBody(
                null, Optional.of(Problem.bad("malformed_json", "The body is not JSON: " + why + ".", hint)));
    }

    /** Never the parser's own words: they quote the body. */
    private static String words(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String at = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        String words = String.valueOf(e.getOriginalMessage()).toLowerCase(Locale.ROOT);
        if (words.startsWith("duplicate field")) return "a field stands there twice" + at;
        if (words.contains("nesting depth")) return "it is nested too deep" + at;
        if (words.contains("trailing token")) return "something stands behind its end" + at;
        return words.contains("end-of-input") ? "it ends too early" + at : "it cannot be read" + at;
    }
}
