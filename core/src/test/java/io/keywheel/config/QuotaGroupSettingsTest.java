package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaGroupSettingsTest {
    @RegisterExtension
    final Given given = new Given();

    @BeforeEach
    void threeKeys() {
        given.environment("GROQ_API_KEY", "gsk_fake_one")
                .environment("GROQ_API_KEY_FALLBACK", "gsk_fake_two,gsk_fake_one,gsk_fake_three");
    }

    private List<QuotaGroup> groups() {
        return given.keys("groq").stream().map(PoolKey::group).toList();
    }

    @Test
    void keysAreCountedFromOneInStartOrderAsInTheLog() {
        given.environment("KEYWHEEL_GROQ_QUOTA_GROUPS", "org-a: 1, 3; org-b:2;");

        assertThat(groups())
                .containsExactly(
                        QuotaGroup.declared("org-a"), QuotaGroup.declared("org-b"), QuotaGroup.declared("org-a"));
    }

    @Test
    void aKeyThatNobodyNamesKeepsItsOwnQuota() {
        given.environment("KEYWHEEL_GROQ_QUOTA_GROUPS", "org-a:1,3");

        assertThat(groups().get(1))
                .isEqualTo(QuotaGroup.own(given.keys("groq").get(1).id()));
    }

    @Test
    void keysWithPropertiesAreCountedAfterTheOthersAndMaySayTheirGroupThemselves() {
        given.file("keywheel.yaml", """
                providers:
                  groq:
                    quotaGroups: org-a:3,4;org-b:5
                    keys:
                      - secret: gsk_fake_four
                      - {secret: gsk_fake_five, quotaGroup: org-b}
                """);

        assertThat(groups()).extracting(QuotaGroup::name).endsWith("org-a", "org-a", "org-b");
    }

    @Test
    void anIdAsAGroupMeansTheQuotaOfThatKey() {
        given.file("keywheel.yaml", """
                providers:
                  groq:
                    keys:
                      - {secret: gsk_fake_four, id: four}
                      - {secret: gsk_fake_five, quotaGroup: four}
                """);

        assertThat(groups()).endsWith(QuotaGroup.declared("four"), QuotaGroup.declared("four"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org-a:1,4     | it names key 4, and the last one is key 3. Count the keys from 1, as the log does.
            org-a:0       | "0" is out of range. Use one from 1 to 1000000.
            org-a:first   | "first" is not a whole number. Use one from 1 to 1000000.
            org-a         | "org-a" names no keys. Write names and places of keys, as in org-a:1,2;org-b:3.
            org a:1       | "org a" is not a name of a quota group. Use letters, digits, '.', '_' and '-', at most 64.
            org-a:1;b:2,1 | key 1 is in two groups. Leave it in one of them.
            """)
    void whatNamesNoGroupOrNoKeyIsAMistake(String text, String mistake) {
        given.environment("KEYWHEEL_GROQ_QUOTA_GROUPS", text);

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_GROQ_QUOTA_GROUPS (environment KEYWHEEL_GROQ_QUOTA_GROUPS): " + mistake);
    }

    @Test
    void aKeyHasOneGroup() {
        given.environment("KEYWHEEL_GROQ_QUOTA_GROUPS", "org-a:4")
                .file("keywheel.yaml", "providers: {groq: {keys: [{secret: gsk_fake_four, quotaGroup: org-b}]}}");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_GROQ_QUOTA_GROUPS (environment KEYWHEEL_GROQ_QUOTA_GROUPS): key 4 is in the"
                        + " group org-b already. Say in one place in which group it is.");
    }

    @Test
    void groupsWithoutKeysAreAMistake() {
        given.environment("KEYWHEEL_OPENAI_QUOTA_GROUPS", "org-a:1");

        assertThat(given.mistakes()).singleElement().asString().contains("it names key 1, and no key is set.");
    }

    @Test
    void whereAKeyIsAMistakeItsPlaceIsNone() {
        given.environment("GROQ_API_KEY_FALLBACK", "gsk_…")
                .environment("KEYWHEEL_GROQ_QUOTA_GROUPS", "org-a:1,2")
                .environment("KEYWHEEL_GROQ_PINNED", "second");

        assertThat(given.mistakes()).singleElement().asString().startsWith("GROQ_API_KEY_FALLBACK ");
    }
}
