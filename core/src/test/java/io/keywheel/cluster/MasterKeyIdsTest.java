package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterKeyIdsTest {
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);
    private static final byte[] OTHER = key(3);

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void anIdIsShortAndTheSameForTheSameKey() {
        assertThat(MasterKeyIds.of(List.of(OLD)).text())
                .hasSize(16)
                .isEqualTo(MasterKeyIds.of(List.of(OLD.clone())).text())
                .isNotEqualTo(MasterKeyIds.of(List.of(NEW)).text());
    }

    @Test
    void anIdHoldsNothingOfItsKey() {
        assertThat(MasterKeyIds.of(List.of(OLD)).text())
                .doesNotContain(HexFormat.of().formatHex(OLD, 0, 2));
    }

    @Test
    void oneSharedKeyIsEnoughWhileTheMasterKeyIsBeingChanged() {
        MasterKeyIds changing =
                MasterKeyIds.parse(MasterKeyIds.of(List.of(NEW, OLD)).text());
        assertThat(changing.shareOneWith(MasterKeyIds.of(List.of(OLD)))).isTrue();
        assertThat(changing.shareOneWith(MasterKeyIds.of(List.of(OTHER)))).isFalse();
    }
}
