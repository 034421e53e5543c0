package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEntriesTest {
    @RegisterExtension
    final Given given = new Given();

    @Test
    void keysWithPropertiesComeAfterThoseWithout() {
        given.environment("GROQ_API_KEY", "gsk_fake_one")
                .environment("GROQ_API_KEY_FALLBACK", "gsk_fake_two")
                .file("four.txt", "gsk_fake_four\n")
                .file("keywheel.yaml", """
                        providers:
                          groq:
                            keys:
                              - secret: gsk_fake_three
                                id: third
                                label: the slow one
                                quotaGroup: Org.A_1
                                weight: 1000
                                enabled: false
                              - secretFile: four.txt
                        """);

        assertThat(given.secrets("groq"))
                .containsExactly("gsk_fake_one", "gsk_fake_two", "gsk_fake_three", "gsk_fake_four");
        PoolKey third = given.keys("groq").get(2);
        assertThat(third.id()).isEqualTo("third");
        assertThat(third.label()).isEqualTo("the slow one");
        assertThat(third.group()).isEqualTo(QuotaGroup.declared("Org.A_1"));
        assertThat(third.weight()).isEqualTo(1000);
        assertThat(third.enabled()).isFalse();
        assertThat(third.source()).isEqualTo("keywheel.yaml");
    }

    @Test
    void whatAnEntryDoesNotSayIsAsForAnyOtherKey() {
        given.file("four.txt", "gsk_fake_four\n")
                .file("keywheel.yaml", "providers: {groq: {keys: [{secretFile: four.txt}]}}");

        PoolKey key = given.keys("groq").get(0);

        assertThat(key).isEqualTo(PoolKey.configured("groq", "providers.groq.keys[1]", key.secret(), "four.txt"));
        assertThat(given.settings().warnings()).isEmpty();
    }

    @Test
    void theSameSecretTwiceCountsOnceAsItsFirstPlaceSays() {
        given.environment("GROQ_API_KEY", "gsk_fake_one").file("keywheel.yaml", """
                providers:
                  groq:
                    keys:
                      - {secret: gsk_fake_one, id: one}
                      - {secret: gsk_fake_two, id: two}
                      - {secret: gsk_fake_two, weight: 5}
                """);

        assertThat(given.keys("groq"))
                .extracting(PoolKey::label)
                .containsExactly("GROQ_API_KEY", "providers.groq.keys[2]");
        assertThat(given.keys("groq")).extracting(PoolKey::weight).containsExactly(1, 1);
        assertThat(given.settings().warnings())
                .containsExactly(
                        "providers.groq.keys[1] is the same key as GROQ_API_KEY: it counts once",
                        "providers.groq.keys[3] is the same key as providers.groq.keys[2]: it counts once");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: Two             | .id (keywheel.yaml): "Two" is not an id. Use small letters, digits and '-', at most 64, no '-' first.
            id: -two            | .id (keywheel.yaml): "-two" is not an id. Use small letters, digits and '-', at most 64, no '-' first.
            id: import          | .id (keywheel.yaml): "import" is reserved. Use any but export, import, test.
            id: export          | .id (keywheel.yaml): "export" is reserved. Use any but export, import, test.
            id: test            | .id (keywheel.yaml): "test" is reserved. Use any but export, import, test.
            label: "a\\u0007b"  | .label (keywheel.yaml): it holds a control character. Write it on one line.
            quotaGroup: a b     | .quotaGroup (keywheel.yaml): "a b" is not a name of a quota group. Use letters, digits, '.', '_' and '-', at most 64.
            weight: 0           | .weight (keywheel.yaml): "0" is out of range. Use one from 1 to 1000.
            weight: 1001        | .weight (keywheel.yaml): "1001" is out of range. Use one from 1 to 1000.
            weight: 1.5         | .weight (keywheel.yaml): "1.5" is not a whole number. Use one from 1 to 1000.
            weight: heavy       | .weight (keywheel.yaml): "heavy" is not a whole number. Use one from 1 to 1000.
            weight: [1, 2]      | .weight (keywheel.yaml): it wants one value. See .env.example for the settings.
            enabled: perhaps    | .enabled (keywheel.yaml): "perhaps" is neither true nor false. Write true or false.
            wieght: 2           | .wieght (keywheel.yaml): there is no such setting. Did you mean providers.groq.keys[1].weight?
            secretfile: a       | .secretfile (keywheel.yaml): there is no such setting. Did you mean providers.groq.keys[1].secretFile?
            rank: 3             | .rank (keywheel.yaml): there is no such setting. An entry takes secret, secretFile, id, label, quotaGroup, weight, enabled.
            label: x-gsk_fake_1 | .label (keywheel.yaml): it holds the secret. Call the key by another name.
            """)
    void whatAKeyCannotBeIsToldByItsPlace(String field, String mistake) {
        given.file("keywheel.yaml", "providers:\n  groq:\n    keys:\n      - secret: gsk_fake_1\n        " + field);

        assertThat(given.mistakes()).containsExactly("providers.groq.keys[1]" + mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keys: gsk_fake_canary            | (keywheel.yaml): it is no list of tables. Write each entry as in: - secret: value.
            keys: {secret: gsk_fake_canary}  | (keywheel.yaml): it is no list of tables. Write each entry as in: - secret: value.
            keys: [gsk_fake_canary]          | [1] (keywheel.yaml): it is no table, or says nothing. Write each entry as in: - secret: value.
            keys: [{secret: ''}]             | [1] (keywheel.yaml): it is no table, or says nothing. Write each entry as in: - secret: value.
            keys: [{id: one}]                | [1] (keywheel.yaml): it has no secret. Give it secret or secretFile.
            keys: [{secret: 0123}]           | [1].secret (keywheel.yaml): it was read as a number or a date. Put quotes round it.
            keys: [{secret: '…'}]            | [1].secret (keywheel.yaml): it looks like a placeholder or a mask, not like a secret. Put the real one there, whole.
            keys: [{secret: 'gsk_a,gsk_b'}]  | [1].secret (keywheel.yaml): it holds 2 secrets. Give each key an entry of its own.
            keys: [{secretFile: gone.txt}]   | [1].secretFile (keywheel.yaml): the file cannot be read. Name a file that holds the secret and nothing else.
            keys: [{secret: gsk_a, secretFile: b}] | [1].secretFile (keywheel.yaml): it is set beside providers.groq.keys[1].secret, and only one of them can hold. Remove one of the two.
            """)
    void aKeyHasOneSecret(String keys, String mistake) {
        given.file("keywheel.yaml", "providers:\n  groq:\n    " + keys);

        assertThat(given.mistakes())
                .singleElement()
                .asString()
                .isEqualTo("providers.groq.keys" + (mistake.startsWith("(") ? " " : "") + mistake)
                .doesNotContain("canary");
    }

    @Test
    void anIdBelongsToOneKeyOfAllProviders() {
        given.file("keywheel.yaml", """
                providers:
                  groq:
                    keys:
                      - {secret: gsk_fake_one, id: one}
                      - {secret: gsk_fake_two, id: one}
                  openai:
                    keys:
                      - {secret: sk-fake-one, id: one}
                """);

        assertThat(given.mistakes())
                .containsExactly(
                        "providers.groq.keys[2].id (keywheel.yaml): providers.groq.keys[1] has this id too."
                                + " Give each key an id of its own.",
                        "providers.openai.keys[1].id (keywheel.yaml): providers.groq.keys[1] has this id too."
                                + " Give each key an id of its own.");
    }

    @Test
    void anIdThatAnotherKeyHasByItsSecretIsTaken() {
        String id = given.environment("OPENAI_API_KEY", "sk-fake-one")
                .keys("openai")
                .get(0)
                .id();
        given.file("keywheel.yaml", "providers: {groq: {keys: [{secret: gsk_fake_one, id: " + id + "}]}}");

        assertThat(given.mistakes())
                .containsExactly("providers.groq.keys[1].id (keywheel.yaml): OPENAI_API_KEY has this id too."
                        + " Give each key an id of its own.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"My_LLM", "my-llm"})
    void aProviderOfTheFileHasKeysOfItsOwn(String name) {
        given.file("keywheel.yaml", """
                providers:
                  %s:
                    baseUrl: http://127.0.0.1:9/v1
                    keys: [{secret: fake-one, label: only}]
                """.formatted(name));

        assertThat(given.keys("my-llm")).extracting(PoolKey::label).containsExactly("only");
    }

    @Test
    void aKeyIsShownByItsPlaceAndItsSecretIsNot() {
        given.file("keywheel.yaml", "providers: {groq: {keys: [{secret: gsk_fake_one, weight: 2}]}}");

        assertThat(given.loaded().shown())
                .contains(
                        new Loading.Shown("providers.groq.keys[1].secret", "(secret)", "keywheel.yaml"),
                        new Loading.Shown("providers.groq.keys[1].weight", "2", "keywheel.yaml"));
    }
}
