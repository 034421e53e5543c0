package io.keywheel.usage;

import static io.keywheel.usage.Given.MINUTE;
import static io.keywheel.usage.Given.done;
import static io.keywheel.usage.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.port.UsageQuery.Point;
import io.keywheel.admin.port.UsageQuery.Question;
import io.keywheel.admin.port.UsageQuery.Usage;
import io.keywheel.usage.UsageStore.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long HOUR = 60 * MINUTE;

    private final Given.Clock clock = new Given.Clock();
    private final Shelf store = new Shelf();
    private UsageCounts counts = new UsageCounts(clock);
    private Ledger ledger = new Ledger(counts, store, clock);

    /** A store that can be away. */
    private static final class Shelf implements UsageStore {
        private final KeptInMemory kept = new KeptInMemory();
        private boolean away;
        private int puts;

        private <T> CompletionStage<T> unless(CompletionStage<T> answer) {
            return away ? CompletableFuture.failedFuture(new IllegalStateException("the store is away")) : answer;
        }

        @Override
        public CompletionStage<Void> put(List<Row> rows) {
            if (!away) puts++;
            return unless(away ? CompletableFuture.completedFuture(null) : kept.put(rows));
        }

        @Override
        public CompletionStage<List<Row>> rows(Step step, long from, long to) {
            return unless(kept.rows(step, from, to));
        }

        @Override
        public CompletionStage<OptionalLong> next(Step step, long from) {
            return unless(kept.next(step, from));
        }

        @Override
        public CompletionStage<OptionalLong> newest(Step step) {
            return unless(kept.newest(step));
        }

        @Override
        public CompletionStage<Void> forget(Step step, long before) {
            return unless(away ? CompletableFuture.completedFuture(null) : kept.forget(step, before));
        }

        List<Row> all(Step step) {
            return done(kept.rows(step, 0, Long.MAX_VALUE));
        }
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void turn() {
        ledger.turn().handle((v, failure) -> failure).toCompletableFuture().join();
    }

    private void restart() {
        counts = new UsageCounts(clock);
        ledger = new Ledger(counts, store, clock);
    }

    private Usage ask(String by, long span, String step) {
        Instant to = clock.instant().plusMillis(1);
        Question question = new Question(
                by,
                Optional.of(to.minusMillis(span)),
                Optional.of(to),
                Optional.of(step).filter(s -> !s.isEmpty()));
        return done(new ClusterUsage(ledger, Others.ALONE, clock).ask(question));
    }

    private static long total(Usage usage) {
        return usage.series().stream()
                .flatMap(s -> s.points().stream())
                .mapToLong(p -> p.counts().get("total"))
                .sum();
    }

    /** A request each minute. */
    private void pass(int minutes) {
        for (int i = 0; i < minutes; i++) {
            request(counts, "a");
            clock.passes(MINUTE);
            turn();
        }
    }

    @Test
    void whatWasCountedIsToldAtOnce() {
        request(counts, "a");

        assertThat(total(ask("key", HOUR, "1m"))).isEqualTo(1);
    }

    @Test
    void whatWasCountedIsInTheStoreAfterATurnAndWrittenOnceOnly() {
        request(counts, "a");
        turn();
        turn();

        assertThat(store.all(Step.MINUTE)).hasSize(1);
        assertThat(store.puts).isEqualTo(1);
    }

    @Test
    void aRestartWithinAMinuteLosesAndDoublesNothing() {
        for (int i = 0; i < 3; i++) {
            request(counts, "a");
            turn();
            clock.passes(1_000);
            restart();
        }
        request(counts, "a");
        turn();

        assertThat(total(ask("key", HOUR, "1m"))).isEqualTo(4);
        assertThat(ask("key", HOUR, "1m").series().get(0).points()).hasSize(1);
    }

    @Test
    void minutesBecomeTensAndHoursAndAreToldTheSameByEachStep() {
        pass(150);

        assertThat(store.all(Step.TEN_MINUTES)).hasSize(14);
        assertThat(store.all(Step.HOUR)).hasSize(2);
        for (String step : List.of("1m", "10m", "1h", "1d"))
            assertThat(total(ask("key", 3 * HOUR, step))).as(step).isEqualTo(150);
        assertThat(ask("key", 3 * HOUR, "1h").series().get(0).points())
                .extracting(p -> p.counts().get("total"))
                .containsExactly(60L, 60L, 30L);
    }

    @Test
    void aRestartRollsUpWhatTheLastProcessCouldNotAndNothingTwice() {
        pass(25);
        restart();
        clock.passes(2 * HOUR);
        turn();
        turn();

        assertThat(store.all(Step.TEN_MINUTES)).hasSize(3);
        assertThat(total(ask("key", 3 * HOUR, "10m"))).isEqualTo(25);
        assertThat(total(ask("key", 3 * HOUR, "1h"))).isEqualTo(25);
    }

    @Test
    void minutesStaySixHoursTensSevenDaysAndHoursNinetyDays() {
        pass(70);
        clock.passes(7 * HOUR);
        turn();
        assertThat(store.all(Step.MINUTE)).isEmpty();
        assertThat(store.all(Step.TEN_MINUTES)).isNotEmpty();
        clock.passes(8 * 24 * HOUR);
        turn();
        assertThat(store.all(Step.TEN_MINUTES)).isEmpty();
        assertThat(total(ask("key", 14 * 24 * HOUR, ""))).isEqualTo(70);
        clock.passes(90 * 24 * HOUR);
        turn();
        assertThat(store.all(Step.HOUR)).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayCountsAreKeptAndToldAndWrittenLater() {
        store.away = true;
        pass(30);

        Usage meanwhile = ask("key", HOUR, "1m");
        assertThat(total(meanwhile)).isEqualTo(30);
        assertThat(meanwhile.missing()).containsExactly("this member's store");
        store.away = false;
        turn();
        assertThat(store.all(Step.MINUTE)).hasSize(30);
        assertThat(ask("key", HOUR, "10m").missing()).isEmpty();
        assertThat(total(ask("key", HOUR, "10m"))).isEqualTo(30);
    }

    @Test
    void aRowThatCannotBeReadIsSaidAndTheOthersAreTold() {
        pass(3);
        store.put(List.of(new Row(Step.MINUTE, Given.NOON.toEpochMilli(), 7, new byte[] {1, 2})));

        Usage usage = ask("key", HOUR, "1m");
        assertThat(total(usage)).isEqualTo(3);
        assertThat(usage.missing()).containsExactly("this member's store");
    }

    @Test
    void outcomesAndFailoversAreToldApart() {
        counts.attempted(Given.ASKED, Given.refused("a"));
        var second = new io.keywheel.pool.Tally.Attempted(
                "b", io.keywheel.pool.Outcome.SUCCEEDED, new io.keywheel.pool.Usage(9, 3), 2, 100);
        counts.attempted(Given.ASKED, second);
        counts.over(Given.ASKED, second);
        counts.over(Given.ASKED, null);

        Usage byOutcome = ask("outcome", HOUR, "1m");
        assertThat(byOutcome.series())
                .extracting(io.keywheel.admin.port.UsageQuery.Series::name)
                .containsExactly("rate_limited", "succeeded", "unserved");
        Point all = ask("provider", HOUR, "1m").series().get(0).points().get(0);
        assertThat(all.counts())
                .containsEntry("total", 2L)
                .containsEntry("requests", 2L)
                .containsEntry("failed", 1L)
                .containsEntry("failovers", 1L)
                .containsEntry("rescued", 1L)
                .containsEntry("rateLimited", 1L)
                .containsEntry("unserved", 1L);
        assertThat(all.latencyMs()).hasValueSatisfying(l -> assertThat(l.p50()).isBetween(90.0, 130.0));
        assertThat(ask("key", HOUR, "1m").series())
                .extracting(io.keywheel.admin.port.UsageQuery.Series::name)
                .containsExactly("a", "b");
    }

    @Test
    void aStepFinerThanWhatIsKeptIsToldAsCoarseAsItIs() {
        assertThat(ask("key", 24 * HOUR, "1m").step()).isEqualTo("10m");
        assertThat(ask("key", 30 * 24 * HOUR, "10m").step()).isEqualTo("1h");
        assertThat(ask("key", HOUR, "").step()).isEqualTo("1m");
        assertThat(ask("key", 24 * HOUR, "").step()).isEqualTo("1h");
        assertThat(ask("key", 60 * 24 * HOUR, "").step()).isEqualTo("1d");
    }
}
