package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedSettingsTest {
    private static final String KEYS = """
            providers:
              groq:
                keys:
                  - {secret: gsk_fake_one, id: one, label: batches}
                  - {secret: gsk_fake_two, id: two, label: spare}
                  - {secret: gsk_fake_three, id: three, label: spare}
            """;

    @RegisterExtension
    final Given given = new Given();

    @Test
    void nothingIsPinnedUnlessItIsNamed() {
        given.file("keywheel.yaml", KEYS);

        assertThat(given.pooled("groq").pinned()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "batches"})
    void aKeyIsPinnedByItsIdOrByItsLabel(String name) {
        given.file("keywheel.yaml", KEYS).environment("KEYWHEEL_GROQ_PINNED", name);

        assertThat(given.pooled("groq").pinned()).contains("one");
    }

    @Test
    void theFileMayPinAKeyOfTheEnvironmentByWhereItStands() {
        given.file("keywheel.yaml", "providers: {groq: {pinned: 'GROQ_API_KEY_FALLBACK[1]'}}")
                .environment("GROQ_API_KEY", "gsk_fake_one")
                .environment("GROQ_API_KEY_FALLBACK", "gsk_fake_two");

        assertThat(given.pooled("groq").pinned())
                .contains(given.keys("groq").get(1).id());
    }

    @Test
    void aNameThatNoKeyHasIsAMistakeThatListsTheIds() {
        given.file("keywheel.yaml", KEYS + "    pinned: four\n");

        assertThat(given.mistakes())
                .containsExactly(
                        "KEYWHEEL_GROQ_PINNED (keywheel.yaml providers.groq.pinned): no key of groq has this id"
                                + " or label. Use one of one, two, three.");
    }

    @Test
    void aLabelOfSeveralKeysNamesNone() {
        given.file("keywheel.yaml", KEYS).environment("KEYWHEEL_GROQ_PINNED", "spare");

        assertThat(given.mistakes())
                .containsExactly(
                        "KEYWHEEL_GROQ_PINNED (environment KEYWHEEL_GROQ_PINNED): several keys of groq have this"
                                + " label. Use one of two, three.");
    }

    @Test
    void withoutAKeyNoneCanBePinned() {
        given.environment("KEYWHEEL_GROQ_PINNED", "one");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_GROQ_PINNED (environment KEYWHEEL_GROQ_PINNED): groq has no key."
                        + " Set one, or leave this out.");
    }
}
