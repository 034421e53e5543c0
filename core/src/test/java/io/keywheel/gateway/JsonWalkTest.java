package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** The walk steps over strings and values as a parser would, and never out of its bytes. */
class JsonWalkTest {

    /** Where the string that begins at {@code from} ends, found byte by byte. */
    private static int endOfString(byte[] bytes, int from) {
        int at = from + 1;
        while (at < bytes.length && bytes[at] != '"') at += bytes[at] == '\\' ? 2 : 1;
        return Math.min(at + 1, bytes.length);
    }

    @Property(tries = 500)
    void aStringEndsAtItsFirstQuoteThatIsNotEscaped(
            @ForAll @Chars({'"', '\\', 'a', 'ä', '\u0001', '\u00ff'}) @StringLength(max = 40) String text,
            @ForAll @IntRange(max = 9) int before) {
        byte[] bytes =
                (" ".repeat(before) + '"' + text + "aaaaaaaaaaaaaaaaaaaa" + text).getBytes(StandardCharsets.UTF_8);
        JsonWalk walk = new JsonWalk(bytes, before, bytes.length);

        walk.skipString();

        assertThat(walk.at()).isEqualTo(endOfString(bytes, before));
    }

    @Property(tries = 200)
    void aValueEndsAtTheCommaBehindIt(@ForAll String key, @ForAll String text, @ForAll long number) {
        String value = new JsonObject()
                .put(key, new JsonObject().put(text, number))
                .put(text, key)
                .encode();
        byte[] bytes = ("[" + value + ", 1]").getBytes(StandardCharsets.UTF_8);
        JsonWalk walk = new JsonWalk(bytes, 1, bytes.length);

        walk.skipValue();

        assertThat(walk.at()).isEqualTo(bytes.length - ", 1]".length());
    }

    @Property(tries = 200)
    void noBytesLeadItAstray(@ForAll byte[] bytes) {
        JsonWalk walk = new JsonWalk(bytes, 0, bytes.length);

        walk.skipString();
        assertThat(walk.at()).isBetween(0, bytes.length);
        walk.skipValue();
        assertThat(walk.number()).isNotNegative();
    }
}
