package io.keywheel.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionOrderTest {

    /** Few values each, so that any two often differ in one part only. */
    public static Arbitrary<Version> any() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.of("a/1", "a/2", "b/1", "B/1", "~"),
                        Arbitraries.of("c1", "c2", "C1", "-"))
                .as(Version::new);
    }

    @Provide
    Arbitrary<Version> versions() {
        return any();
    }

    /** From the oldest to the newest; what follows is newer for one reason only. */
    @Test
    void incarnationThenTombstoneThenRevisionThenDisabledThenTheSmallerWriterThenTheSmallerChange() {
        List<Version> oldestFirst = List.of(
                new Version(1, false, 8, false, "b", "2"),
                new Version(1, false, 8, false, "b", "1"),
                new Version(1, false, 8, false, "a", "3"),
                new Version(1, false, 8, true, "b", "2"),
                new Version(1, false, 9, false, "b", "2"),
                new Version(1, true, 2, false, "b", "2"),
                new Version(1, true, 3, false, "b", "2"),
                new Version(2, false, 1, false, "b", "2"));
        List<Version> sorted = oldestFirst.stream()
                .sorted(VersionOrder.ORDER.reversed())
                .sorted(VersionOrder.ORDER)
                .toList();
        assertThat(sorted).isEqualTo(oldestFirst);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void twoVersionsAreEqualOnlyIfTheyAreTheSame(@ForAll("versions") Version one, @ForAll("versions") Version other) {
        int order = VersionOrder.ORDER.compare(one, other);
        assertThat(order == 0).isEqualTo(one.equals(other));
        assertThat(VersionOrder.ORDER.compare(other, one)).isEqualTo(-order);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theOrderHasNoCircles(
            @ForAll("versions") Version a, @ForAll("versions") Version b, @ForAll("versions") Version c) {
        if (VersionOrder.isNewer(a, b) && VersionOrder.isNewer(b, c))
            assertThat(VersionOrder.isNewer(a, c)).isTrue();
    }
}
