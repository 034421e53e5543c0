package io.keywheel.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SliceCodecTest {

    private static Slice made(long seed, int cells) {
        Random random = new Random(seed);
        Slice slice = Slice.open();
        for (int i = 0; i < cells; i++) {
            CellKey key = new CellKey("grøq", "key-" + random.nextInt(9), "m✓" + i, "", "SUCCEEDED");
            Counts counts = new Counts();
            counts.attempts = random.nextInt(300);
            counts.requests = random.nextLong(Long.MAX_VALUE);
            counts.input = random.nextInt();
            counts.lastAt = 1_700_000_000_000L + i;
            if (i % 2 == 0) counts.latencies = new int[] {3, 1 + random.nextInt(500), 20 + random.nextInt(16), 7};
            slice.add(key, counts);
        }
        return slice;
    }

    @Property(tries = 100)
    void whatIsWrittenIsRead(@ForAll long seed, @ForAll @IntRange(max = 40) int cells) {
        byte[] bytes = SliceCodec.write(made(seed, cells));
        Slice read = Slice.open();
        SliceCodec.read(bytes, read::add);
        assertThat(read).usingRecursiveComparison().isEqualTo(made(seed, cells));
    }

    @Property(tries = 300)
    void damagedBytesAreRefusedOrReadButNeverWorse(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int cells) {
        byte[] bytes = SliceCodec.write(made(seed, cells));
        Random random = new Random(seed);
        byte[] damaged = random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        if (damaged.length > 1) damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            SliceCodec.read(damaged, (key, counts) -> {});
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("grøq");
        }
    }

    @Test
    void bytesOfAnotherVersionAreRefused() {
        assertThatThrownBy(() -> SliceCodec.read(new byte[] {9}, (key, counts) -> {}))
                .hasMessage("counts of version 9");
    }
}
