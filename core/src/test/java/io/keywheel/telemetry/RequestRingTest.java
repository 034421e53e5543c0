package io.keywheel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.RequestTrail;
import io.keywheel.pool.Usage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ring keeps the last requests and no more. */
class RequestRingTest {
    private final RequestRing ring = new RequestRing(3);

    private static RequestTrail trail(String id) {
        return new RequestTrail(id, 0, "groq", "m", 200, 5, Usage.NONE, List.of());
    }

    private List<String> newest(int most) {
        return ring.newest(most).stream().map(RequestTrail::id).toList();
    }

    @Test
    void anEmptyRingKnowsNothing() {
        assertThat(newest(10)).isEmpty();
        assertThat(ring.byId("a")).isEmpty();
    }

    @Test
    void theNewestComeFirstAndTheOldestAreForgotten() {
        for (String id : List.of("a", "b", "c", "d")) ring.ended(trail(id));

        assertThat(newest(10)).containsExactly("d", "c", "b");
        assertThat(newest(2)).containsExactly("d", "c");
        assertThat(newest(0)).isEmpty();
    }

    @Test
    void oneIsFoundByItsIdWhileItIsKept() {
        for (String id : List.of("a", "b", "c", "d")) ring.ended(trail(id));

        assertThat(ring.byId("c")).contains(trail("c"));
        assertThat(ring.byId("a")).isEmpty();
    }

    @Test
    void ofManyThatTellItAtOnceNoneIsLost() {
        RequestRing large = new RequestRing(1_000);

        IntStream.range(0, 1_000).parallel().forEach(i -> large.ended(trail("t" + i)));

        assertThat(large.newest(2_000).stream().map(RequestTrail::id).distinct())
                .hasSize(1_000);
    }
}
