package io.keywheel.admin.keyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.keyfile.KeyFile.Format;
import io.keywheel.admin.port.NewKey;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as people have them in files. */
class KeyFileTest {
    private static final String SECRET = "gsk_made0up0for0tests000000A";

    private static KeyFile read(String text, Format format) {
        return KeyFile.read(text, format, Optional.empty());
    }

    private static List<String> flaws(KeyFile file) {
        return file.lines().stream().flatMap(l -> l.flaw().stream()).toList();
    }

    private static NewKey only(KeyFile file) {
        assertThat(file.lines()).hasSize(1);
        return file.lines().get(0).key().orElseThrow();
    }

    @Test
    void aTextIsOneKeyALineAndCommentsDoNotCount() {
        KeyFile file = read("# mine\r\n\r\n  " + SECRET + "  \nsk-ant-made0up0for0tests0000\n", Format.LINES);

        assertThat(file.lines()).extracting(KeyLine::number).containsExactly(3, 4);
        assertThat(file.lines())
                .extracting(l -> l.key().orElseThrow().provider())
                .containsExactly("groq", "anthropic");
    }

    @ParameterizedTest
    @CsvSource({
        "mist0made0up0for0tests00000,its provider cannot be told: name it",
        "short,a secret has 8 to 4096 characters",
        "gsk_…0A000000,'it looks like a placeholder or a mask, not like a secret'",
        "gsk_a b0000000,'it holds a space, a control character or a letter that no header can carry'",
    })
    void aLineThatIsNoKeySaysWhyWithoutRepeatingIt(String line, String why) {
        KeyFile file = read(line, Format.LINES);

        assertThat(flaws(file)).containsExactly(why);
    }

    @Test
    void theNamedProviderCountsWhereThePrefixSaysNothing() {
        NewKey key = only(KeyFile.read("mist0made0up0for0tests00000", Format.LINES, Optional.of("mistral")));

        assertThat(key.provider()).isEqualTo("mistral");
    }

    @Test
    void aTableNamesItsFieldsInItsHeader() {
        String text = "Provider,secret,Label,quotaGroup,weight,enabled,id\n" + "groq," + SECRET
                + ",\"Team \"\"A\"\", Berlin\",org-1,3,false,team-a\n";

        NewKey key = only(read(text, Format.CSV));

        assertThat(key.id()).contains("team-a");
        assertThat(key.traits())
                .isEqualTo(new NewKey.Traits(
                        Optional.of("Team \"A\", Berlin"), Optional.of("org-1"), Optional.of(3), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider,label|its header does not name secret",
                "secret,secret|its header names secret twice",
                "secret,colour|its header may name provider, secret, id, label, quotaGroup, weight, enabled",
                "secret|there is no key in it",
            })
    void aTableThatCannotBeReadSaysWhy(String header, String why) {
        assertThat(read(header + "\n", Format.CSV).problem()).contains(why);
    }

    @Test
    void aBadLineKeepsNoOtherFromBeingRead() {
        String text = "secret,weight,id\n" + SECRET + ",0,a\n" + SECRET + "B,1\n" + SECRET + "C,2,c\n" + SECRET
                + "D,2,c\n" + SECRET + "E,2,import\n\"" + SECRET;

        KeyFile file = read(text, Format.CSV);

        assertThat(file.lines().stream().filter(l -> l.key().isPresent())).hasSize(1);
        assertThat(flaws(file))
                .containsExactly(
                        "weight must be a whole number from 1 to 1000",
                        "it has 2 fields, the header 3",
                        "line 4 has this id too",
                        "id must be small letters, digits and '-', and not reserved",
                        "a quote is not closed");
    }

    @Test
    void anArrayHoldsObjectsWithTheSameNames() {
        String text = "[{\"secret\":\"" + SECRET + "\",\"weight\":2,\"enabled\":true},{\"secret\":5},{\"key\":\"x\"},7,"
                + "{\"secret\":\"" + SECRET + "\",\"label\":\"" + SECRET + "\"},{\"secret\":[]}]";

        KeyFile file = read(text, Format.JSON);

        assertThat(file.lines().get(0).key().orElseThrow().traits().weight()).contains(2);
        assertThat(flaws(file))
                .containsExactly(
                        "a secret has 8 to 4096 characters",
                        "it has a field that is not known",
                        "it is no object",
                        "label holds the secret",
                        "secret is no plain value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}|it is no JSON array", "[]|there is no key in it"})
    void whatIsNoArraySaysSo(String text, String why) {
        assertThat(read(text, Format.JSON).problem()).contains(why);
    }

    @Property(tries = 300)
    void noTextBreaksAReaderOrIsRepeated(@ForAll @StringLength(max = 60) String text) {
        for (Format format : Format.values()) {
            for (String begun : List.of("", "secret,label\n", "[\"")) {
                KeyFile file = read(begun + text, format);
                file.lines().stream()
                        .flatMap(l -> l.flaw().stream())
                        .forEach(flaw -> assertThat(flaw).hasSizeLessThan(120));
            }
        }
    }
}
