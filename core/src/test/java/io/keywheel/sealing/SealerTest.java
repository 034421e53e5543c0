package io.keywheel.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SealerTest {
    private static final MasterKey OLD = key(1);
    private static final MasterKey NEW = key(2);
    private static final Binding BINDING = new Binding("records", "KEY", "groq-1", "groq", 1, 1, false);
    private static final byte[] SECRET = "gsk_not-a-real-key-0001".getBytes(StandardCharsets.UTF_8);

    private final Sealer sealer = new Sealer(List.of(OLD));

    private static MasterKey key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return new MasterKey(key);
    }

    private static String opened(Opened opened) {
        return new String(((Opened.Content) opened).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasSealedOpensInItsPlace() {
        byte[] sealed = sealer.seal(BINDING, SECRET);
        assertThat(opened(sealer.open(BINDING, sealed))).isEqualTo("gsk_not-a-real-key-0001");
    }

    static List<Binding> otherPlaces() {
        return List.of(
                new Binding("claims", "KEY", "groq-1", "groq", 1, 1, false),
                new Binding("records", "OVERLAY", "groq-1", "groq", 1, 1, false),
                new Binding("records", "KEY", "groq-2", "groq", 1, 1, false),
                new Binding("records", "KEY", "groq-1", "openai", 1, 1, false),
                new Binding("records", "KEY", "groq-1", "groq", 2, 1, false),
                new Binding("records", "KEY", "groq-1", "groq", 1, 2, false),
                new Binding("records", "KEY", "groq-1", "groq", 1, 1, true),
                // The same letters with the borders moved.
                new Binding("records", "KEYgroq", "-1", "groq", 1, 1, false),
                new Binding("records", "KEY", "groq-1groq", "", 1, 1, false));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void itOpensInNoOtherPlace(Binding other) {
        byte[] sealed = sealer.seal(BINDING, SECRET);
        assertThat(sealer.open(other, sealed)).isEqualTo(new Opened.Altered());
    }

    @Test
    void anyBitThatWasChangedIsSeen() {
        byte[] sealed = sealer.seal(BINDING, SECRET);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThat(sealer.open(BINDING, altered)).isNotInstanceOf(Opened.Content.class);
        }
    }

    @Test
    void whatIsCutShortOrEmptyIsAlteredAndNoError() {
        byte[] sealed = sealer.seal(BINDING, SECRET);
        for (int length = 0; length < sealed.length; length++)
            assertThat(sealer.open(BINDING, Arrays.copyOf(sealed, length))).isInstanceOf(Opened.Altered.class);
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++)
            assertThat(seen.add(HexFormat.of().formatHex(sealer.seal(BINDING, SECRET))))
                    .isTrue();
    }

    @Test
    void anotherMasterKeyIsToldByItsIdAndNothingElse() {
        byte[] sealed = sealer.seal(BINDING, SECRET);
        assertThat(new Sealer(List.of(NEW)).open(BINDING, sealed)).isEqualTo(new Opened.OtherMasterKey(OLD.id()));
    }

    @Test
    void whileTheMasterKeyIsChangedBothOpenAndTheNewestSeals() {
        Sealer changing = new Sealer(List.of(NEW, OLD));
        byte[] before = sealer.seal(BINDING, SECRET);
        byte[] resealed = changing.seal(BINDING, SECRET);
        assertThat(opened(changing.open(BINDING, before))).isEqualTo(opened(changing.open(BINDING, resealed)));
        assertThat(changing.isSealedWithOld(before)).isTrue();
        assertThat(changing.isSealedWithOld(resealed)).isFalse();
        assertThat(sealer.open(BINDING, resealed)).isEqualTo(new Opened.OtherMasterKey(NEW.id()));
    }

    @Test
    void nothingPrintsWhatItHolds() {
        byte[] sealed = sealer.seal(BINDING, SECRET);
        String printed = sealer + " " + OLD + " " + sealer.open(BINDING, sealed) + " "
                + new String(sealed, StandardCharsets.ISO_8859_1);
        assertThat(printed)
                .doesNotContain("gsk_")
                .doesNotContain(Base64.getEncoder().encodeToString(SECRET))
                .doesNotContain("0101");
        assertThat(OLD.id()).hasSize(16).isNotEqualTo(NEW.id());
    }

    @Test
    void aMasterKeyOfAnotherLengthIsNone() {
        assertThatThrownBy(() -> new MasterKey(new byte[16])).hasMessage("a master key has 32 bytes");
    }
}
