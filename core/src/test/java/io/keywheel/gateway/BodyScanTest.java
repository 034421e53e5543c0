package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** The model is found as a parser would find it, and no bytes upset the search. */
class BodyScanTest {

    /** Texts of what matters to a scanner, and of anything else. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> marks =
                Arbitraries.of("\"", "\\", "{", "}", "[", "]", ",", ":", "model", "\"model\"", "ä", "\n", " ");
        return Arbitraries.oneOf(marks, Arbitraries.strings().ascii().ofMaxLength(4))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject body(List<String> around, String model) {
        JsonObject inner = new JsonObject();
        around.forEach(text -> inner.put(text, text));
        return new JsonObject()
                .put(
                        "a" + around.get(0),
                        new JsonArray(new ArrayList<>(around))
                                .add(inner)
                                .add(7.5)
                                .addNull())
                .put("inner", new JsonObject().put("model", "not this one"))
                .put("model", model)
                .put("messages", inner);
    }

    @Property(tries = 300)
    void theModelIsFoundWhateverStandsAroundIt(
            @ForAll("texts") String one,
            @ForAll("texts") String two,
            @ForAll("texts") @StringLength(max = 40) String model) {
        byte[] bytes = utf8(body(List.of(one, two), model).encode());

        assertThat(BodyScan.json(bytes, 0, bytes.length).model()).isEqualTo(model);
    }

    @Property(tries = 300)
    void aBodyThatIsCutUpsetsNothing(@ForAll("texts") String text, @ForAll @IntRange(max = 400) int length) {
        byte[] bytes = utf8(body(List.of(text, text), text).encodePrettily());
        int end = Math.min(length, bytes.length);

        assertThat(BodyScan.json(bytes, 0, end).model()).isNotNull();
        assertThat(BodyScan.json(Arrays.copyOf(bytes, end), 0, end).model()).isNotNull();
        assertThat(BodyScan.modelOfMultipart(bytes, 0, end)).isNotNull();
    }

    @Property(tries = 300)
    void bytesThatAreNoJsonUpsetNothing(@ForAll("texts") String text) {
        byte[] bytes = utf8(text);

        assertThat(BodyScan.json(bytes, 0, bytes.length).model()).isNotNull();
    }
}
