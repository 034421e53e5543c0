package io.keywheel.usage;

import static io.keywheel.usage.Given.ASKED;
import static io.keywheel.usage.Given.MINUTE;
import static io.keywheel.usage.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Tally.Asked;
import io.keywheel.pool.Tally.Attempted;
import io.keywheel.pool.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageCountsTest {
    private final Given.Clock clock = new Given.Clock();
    private final UsageCounts counts = new UsageCounts(clock);

    private Map<CellKey, Counts> read() {
        Map<CellKey, Counts> read = new HashMap<>();
        for (Minute minute : counts.minutes()) minute.read().forEach(read::put);
        return read;
    }

    private Counts of(CellKey key) {
        return Objects.requireNonNull(read().get(key));
    }

    @Test
    void aFailoverIsCountedWithTheKeyThatTookOver() {
        Attempted first = new Attempted("a", Outcome.RATE_LIMITED, Usage.NONE, 1, 4);
        Attempted second = new Attempted("b", Outcome.SUCCEEDED, new Usage(9, 3), 2, 250);
        counts.attempted(ASKED, first);
        counts.attempted(ASKED, second);
        counts.over(ASKED, second);

        Counts refused = of(new CellKey("groq", "a", "m", "anonymous", "RATE_LIMITED"));
        Counts served = of(new CellKey("groq", "b", "m", "anonymous", "SUCCEEDED"));
        assertThat(refused.attempts).isEqualTo(1);
        assertThat(refused.requests).isZero();
        assertThat(served.failovers).isEqualTo(1);
        assertThat(served.requests).isEqualTo(1);
        assertThat(served.input).isEqualTo(9);
        assertThat(served.output).isEqualTo(3);
        assertThat(served.lastAt).isEqualTo(clock.millis());
    }

    @Test
    void aRequestThatNoKeyCouldBeAskedForIsCountedWithout() {
        counts.over(ASKED, null);

        assertThat(read()).containsOnlyKeys(new CellKey("groq", "", "m", "anonymous", "UNSERVED"));
    }

    @Test
    void eachMinuteIsCountedByItself() {
        request(counts, "a");
        clock.passes(MINUTE);
        request(counts, "a");

        assertThat(counts.minutes()).extracting(Minute::at).containsExactly(clock.millis() - MINUTE, clock.millis());
    }

    @Test
    void aClockThatIsSetBackDoesNotOpenAMinuteAgain() {
        request(counts, "a");
        clock.passes(-5 * MINUTE);
        request(counts, "a");

        assertThat(counts.minutes()).hasSize(1);
        assertThat(read().values()).extracting(c -> c.requests).containsExactly(2L);
    }

    @Test
    void modelsThatCallersMakeUpAreCountedTogetherBeyondTheFirst() {
        for (int i = 0; i < 3_000; i++) {
            Asked asked = new Asked("groq", "made-up-" + i, "anonymous");
            counts.attempted(asked, Given.served("a"));
        }

        Set<String> models = new HashSet<>();
        read().keySet().forEach(key -> models.add(key.model()));
        assertThat(models).hasSize(501).contains("other");
        assertThat(read().values().stream().mapToLong(c -> c.attempts).sum()).isEqualTo(3_000);
    }

    @Test
    void cellsAreBoundedAndNothingIsLost() {
        for (int i = 0; i < 30_000; i++) {
            Asked asked = new Asked("groq", "m" + i % 300, "caller-" + i);
            counts.attempted(asked, Given.served("a"));
        }

        assertThat(read()).hasSizeLessThanOrEqualTo(10_001);
        assertThat(read().values().stream().mapToLong(c -> c.attempts).sum()).isEqualTo(30_000);
    }

    @Test
    void nothingIsLostBetweenThreadsWhileMinutesEnd() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 20_000; i++) request(counts, "k" + i % 7);
            }));
        }
        threads.forEach(Thread::start);
        for (int i = 0; i < 50; i++) {
            clock.passes(MINUTE);
        }
        for (Thread thread : threads) thread.join();

        long requests = 0;
        for (Minute minute : counts.minutes()) {
            List<Long> of = new ArrayList<>();
            minute.read().forEach((key, read) -> of.add(read.requests));
            requests += of.stream().mapToLong(r -> r).sum();
        }
        assertThat(requests).isEqualTo(80_000);
    }
}
