package io.keywheel.usage;

import static io.keywheel.usage.Given.MINUTE;
import static io.keywheel.usage.Given.done;
import static io.keywheel.usage.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.KeyView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterLatelyTest {
    private static final Map<String, String> PRESENT = Map.of("a", "groq", "b", "groq", "c", "groq", "x", "openai");

    private final Given.Clock clock = new Given.Clock();
    private final KeptInMemory store = new KeptInMemory();
    private UsageCounts counts = new UsageCounts(clock);
    private Ledger ledger = new Ledger(counts, store, clock);
    private Others others = Others.ALONE;

    @AfterEach
    void close() {
        ledger.close();
    }

    private static KeyView view(String id) {
        return new KeyView(
                id,
                PRESENT.getOrDefault(id, "groq"),
                "",
                "gsk_…fake",
                "f",
                id,
                KeyView.GroupSource.OWN,
                "api",
                true,
                1,
                KeyState.READY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "v1");
    }

    private KeyView lately(String id, Map<String, String> present) {
        return new ClusterLately(ledger, others, clock).among(present).apply(view(id));
    }

    private double share(String id, Map<String, String> present) {
        return lately(id, present).share().orElseThrow();
    }

    private void pass(long minutes) {
        for (int i = 0; i < minutes; i++) {
            clock.passes(MINUTE);
            done(ledger.turn());
        }
    }

    @Test
    void sharesAreThoseOfPresentKeysAndAddUpToOne() {
        for (int i = 0; i < 6; i++) request(counts, "a");
        for (int i = 0; i < 3; i++) request(counts, "b");
        for (int i = 0; i < 5; i++) request(counts, "removed");
        counts.attempted(Given.ASKED, Given.refused("c"));

        assertThat(share("a", PRESENT)).isCloseTo(6 / 9.0, within(1e-9));
        assertThat(share("a", PRESENT) + share("b", PRESENT) + share("c", PRESENT))
                .isCloseTo(1, within(1e-9));
        assertThat(lately("x", PRESENT).share()).isEmpty();
    }

    @Test
    void countsAreOfTheDayAndShareAndLatencyOfTheHour() {
        request(counts, "a");
        pass(70);
        request(counts, "b");

        KeyView a = lately("a", PRESENT);
        assertThat(a.share()).hasValue(0.0);
        assertThat(a.latencyMs()).isEmpty();
        assertThat(a.counts().orElseThrow()).containsEntry("total", 1L).containsEntry("succeeded", 1L);
        assertThat(a.tokens()).hasValue(new KeyView.TokenCounts(9, 3));
        assertThat(a.lastUsedAt()).hasValue(Given.NOON);
        assertThat(lately("b", PRESENT).latencyMs())
                .hasValueSatisfying(l -> assertThat(l.p95()).isBetween(90.0, 130.0));
        clock.passes(25 * 60 * MINUTE);
        done(ledger.turn());
        assertThat(lately("a", PRESENT).counts().orElseThrow()).containsEntry("total", 0L);
    }

    @Test
    void aRestartForgetsNothing() {
        request(counts, "a");
        pass(25);
        request(counts, "b");
        pass(1);
        counts = new UsageCounts(clock);
        ledger.close();
        ledger = new Ledger(counts, store, clock);
        done(ledger.turn());
        request(counts, "b");

        assertThat(share("a", PRESENT)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(lately("b", PRESENT).counts().orElseThrow()).containsEntry("total", 2L);
    }

    @Test
    void whatOtherMembersServedCountsToo() {
        UsageCounts theirs = new UsageCounts(clock);
        try (Ledger other = new Ledger(theirs, new KeptInMemory(), clock)) {
            UsageAnswers answers = new UsageAnswers(other);
            others = question -> Map.of("10.0.0.2:5701", answers.answer(question));
            request(counts, "a");
            for (int i = 0; i < 3; i++) request(theirs, "b");

            assertThat(share("b", PRESENT)).isCloseTo(0.75, within(1e-9));
        }
    }
}
