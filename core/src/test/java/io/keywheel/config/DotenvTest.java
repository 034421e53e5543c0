package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.config.Dotenv.Entry;
import io.keywheel.config.Dotenv.Flaw;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A=b                 |b",
                "export A=b          |b",
                "  A  =  b           |b",
                "A='b # c'           |b # c",
                "A=\"b # c\"         |b # c",
                "A=\"say \\\"b\\\"\" |say \"b\"",
                "A='it\\n'           |it\\n",
                "A=\"q\\w\"          |q\\w",
                "A=b # comment       |b",
                "A='b' # comment     |b",
                "A=b#c               |b#c",
                "A=#b                |#b",
                "A= # comment        |``",
                "A=                  |``",
                "A=''                |``",
                "A=$HOME             |$HOME",
                "A=b=c==             |b=c==",
            })
    void aLineIsReadAsPeopleMeanIt(String line, String value) {
        Dotenv file = Dotenv.parse(line);

        assertThat(file.flaws()).isEmpty();
        assertThat(file.entries()).containsEntry("A", new Entry(value, 1));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsChangeNothing() {
        Dotenv file = Dotenv.parse("\uFEFFA=one\r\n\r\n# comment\r\nB='two'\r\n");

        assertThat(file.flaws()).isEmpty();
        assertThat(file.entries()).containsEntry("A", new Entry("one", 1)).containsEntry("B", new Entry("two", 4));
    }

    @Test
    void everyLineThatCannotBeReadIsToldByItsNumber() {
        Dotenv file = Dotenv.parse("A=1\njust text\nB='open\nC=\"also open\nD='x'y\nE=5");

        assertThat(file.flaws()).extracting(Flaw::line).containsExactly(2, 3, 4, 5);
        assertThat(file.entries()).containsOnlyKeys("A", "E");
    }

    @Test
    void ofTwoLinesWithOneNameTheLaterCounts() {
        assertThat(Dotenv.parse("A=1\nA=2").entries()).containsEntry("A", new Entry("2", 2));
    }

    @Property(tries = 300)
    void anyPrintableSecretSurvivesDoubleQuotes(@ForAll("printable") String secret) {
        String quoted = secret.replace("\\", "\\\\").replace("\"", "\\\"");

        assertThat(Dotenv.parse("A=\"" + quoted + "\"").entries()).containsEntry("A", new Entry(secret, 1));
    }

    @Property(tries = 300)
    void anyPrintableSecretWithoutAnApostropheSurvivesSingleQuotes(@ForAll("printable") String secret) {
        String value = secret.replace("'", "");

        assertThat(Dotenv.parse("A='" + value + "'").entries()).containsEntry("A", new Entry(value, 1));
    }

    @Provide
    Arbitrary<String> printable() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(60);
    }
}
