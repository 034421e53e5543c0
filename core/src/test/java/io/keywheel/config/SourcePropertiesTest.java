package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever a source holds, reading it ends in values and mistakes, and no mistake tells a secret. */
class SourcePropertiesTest {
    private static final String CANARY = "gsk_fakeCANARY0123456789abcdefghijklmnopqrstuv";
    private static final Vertx VERTX = Vertx.vertx();

    @AfterContainer
    static void close() {
        VERTX.close();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.of(
                        "GROQ_API_KEY",
                        "groq-api-key",
                        "providers.groq.apiKey",
                        "providers/groq/keys/main",
                        "providers.groq.keys",
                        "providers.groq",
                        "providers",
                        "admin.port",
                        "KEYWHEEL_PORT",
                        "sources",
                        "providers.groq.keys.main.secret",
                        "providers..x",
                        "admin",
                        "KEYWHEEL_GROQ_API_KEY_FILE"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20), Arbitraries.of("", " ", "\0", "\u202e", CANARY));
    }

    @Property(tries = 300)
    void pairsOfAnyNameAreReadOrPassedOver(@ForAll("pairs") Map<String, String> pairs) {
        Contents contents = Pairs.read(pairs, "any");

        assertThat(contents.mistakes().toString()).doesNotContain("CANARY");
        assertThat(contents.values())
                .allSatisfy((name, value) -> assertThat(value.text()).isNotBlank());
    }

    @Provide
    Arbitrary<Map<String, String>> pairs() {
        return Arbitraries.maps(names(), texts()).ofMaxSize(8);
    }

    @Property(tries = 300)
    void treesOfAnyShapeAreReadOrRefused(@ForAll("trees") Object tree) {
        JsonObject whole =
                new JsonObject().put("sources", tree).put("providers", tree).put("port", tree);

        Contents contents = FileSource.read(whole, "any.yaml");

        assertThat(contents.mistakes().toString()).doesNotContain("CANARY");
    }

    @Provide
    Arbitrary<Object> trees() {
        return trees(3);
    }

    private Arbitrary<Object> trees(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                texts().map(text -> text), Arbitraries.integers().map(number -> number), Arbitraries.of(true, false));
        if (depth == 0) return leaf;
        Arbitrary<Object> table = Arbitraries.maps(
                        Arbitraries.of("groq", "keys", "secret", "type", "url", "apiKey", "x", ""), trees(depth - 1))
                .ofMaxSize(4)
                .map(JsonObject::new);
        Arbitrary<Object> list = trees(depth - 1).list().ofMaxSize(3).map(JsonArray::new);
        return Arbitraries.oneOf(leaf, table, list);
    }

    @Property(tries = 200)
    void bytesOfAnyKindAreADocumentOrFailAsWhoeverReadsThemSays(@ForAll byte[] bytes, @ForAll Format format)
            throws Exception {
        String text = new String(bytes, StandardCharsets.ISO_8859_1) + CANARY + ": [";

        Contents contents = new DocumentSource(VERTX, "any", format, new Fixed(Buffer.buffer(text)))
                .read()
                .recover(failure -> Future.succeededFuture(
                        new Contents(Map.of(), BrokenFile.mistakes(SourceInfo.main("any", "file"), failure))))
                .await(20, TimeUnit.SECONDS);

        assertThat(contents.mistakes().toString()).doesNotContain("CANARY");
    }

    private record Fixed(Buffer text) implements ConfigStore {
        @Override
        public Future<Buffer> get() {
            return Future.succeededFuture(text);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    @Property(tries = 300)
    void answersOfAnyKindArePairsOrNoneOfTheirs(@ForAll("answers") String answer) {
        for (PairsSource.Finding finding : List.<PairsSource.Finding>of(
                StorePairs::vault, StorePairs::kubernetes, text -> StorePairs.consul(text, "keywheel/"))) {
            try {
                assertThat(finding.in(Buffer.buffer(answer))).isNotNull();
            } catch (SourceTrouble trouble) {
                assertThat(trouble.reason()).doesNotContain("CANARY");
            }
        }
    }

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                trees(2).map(tree ->
                        new JsonObject().put("data", tree).put("kind", "Secret").encode()),
                trees(2).map(tree -> new JsonArray().add(tree).encode()),
                trees(1).map(tree -> new JsonArray()
                        .add(new JsonObject().put("Key", tree).put("Value", CANARY))
                        .encode()));
    }
}
