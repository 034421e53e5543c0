package io.keywheel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.keywheel.pool.Acquired;
import io.keywheel.pool.Demand;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Exhausted;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.PoolShare;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Scope;
import io.keywheel.pool.Secret;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Probe.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When keys are probed and what comes of it, in time that the test turns. */
class PoolRecoveryTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("keywheel.probe");
    private static final Answer DEAD = new Answer(Proof.DEAD, "HTTP 401 invalid_api_key", OptionalLong.empty());
    private static final Answer ALIVE = new Answer(Proof.ALIVE, "HTTP 200", OptionalLong.empty());
    private static final Answer OUTAGE = Answer.nothing("HTTP 503");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<Long> probedAt = new ArrayList<>();
    private final List<PoolKey> recovered = new ArrayList<>();
    private final InstantSource clock = () -> Instant.ofEpochMilli(this.now);
    private long now = 1_000_000;
    private boolean turnIsOurs = true;
    private Supplier<CompletableFuture<Answer>> provider = answering(DEAD);
    private KeyPool pool = pool(1);
    private PoolRecovery recovery = recovery();

    @BeforeEach
    void theLogIsRead() {
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void theLogIsLeft() {
        LOG.detachAppender(log);
    }

    private static Supplier<CompletableFuture<Answer>> answering(Answer answer) {
        return () -> CompletableFuture.completedFuture(answer);
    }

    private KeyPool pool(int keys) {
        List<PoolKey> made = IntStream.rangeClosed(1, keys)
                .mapToObj(i -> PoolKey.configured("groq", "KEY_" + i, new Secret("gsk_not_a_real_key_" + i), "test"))
                .toList();
        PoolListener listener = new PoolListener() {
            @Override
            public void recovered(PoolKey key, RecoveredBy how) {
                if (how == RecoveredBy.PROBE) recovered.add(key);
            }
        };
        return new KeyPool("groq", made, clock, PoolShare.ALONE, listener);
    }

    private PoolRecovery recovery() {
        ProbeCall call = key -> {
            probedAt.add(now);
            return provider.get();
        };
        return new PoolRecovery(
                pool,
                call,
                new Means((p, key, millis) -> CompletableFuture.completedFuture(turnIsOurs), clock, Pace.STANDARD));
    }

    private void reject() {
        Lease lease = (Lease) pool.acquire(new Demand("m"));
        lease.settle(Verdict.of(Outcome.KEY_INVALID, Reach.KEY, 401, "invalid_api_key", ""));
    }

    private void pass(Duration time) {
        long end = now + time.toMillis();
        recovery.look();
        while (now < end) {
            now += SECOND.toMillis();
            recovery.look();
        }
    }

    private boolean serves() {
        Acquired acquired = pool.acquire(new Demand("m"));
        if (acquired instanceof Exhausted) return false;
        ((Lease) acquired).settle(Verdict.succeeded());
        return true;
    }

    private PoolKey key() {
        return pool.keys().get(0);
    }

    private List<String> lines() {
        return log.list.stream()
                .map(e -> e.getLevel() + " " + e.getFormattedMessage())
                .toList();
    }

    /** Seconds from one probe to the next. */
    private List<Long> waits(long from) {
        return IntStream.range(0, probedAt.size())
                .mapToObj(i -> (probedAt.get(i) - (i == 0 ? from : probedAt.get(i - 1))) / 1_000)
                .toList();
    }

    @Test
    void theFirstProbeComesAfterHalfAMinuteGiveOrTakeAFifth() {
        reject();
        pass(Duration.ofSeconds(23));
        assertThat(probedAt).isEmpty();

        pass(Duration.ofSeconds(14));

        assertThat(probedAt).hasSize(1);
    }

    @Test
    void aRejectedKeyIsProbedEverMoreSeldomAndAtLeastEachHourAndAFifth() {
        long from = now;
        reject();

        pass(Duration.ofHours(6));

        List<Long> waits = waits(from);
        for (int i = 0; i < waits.size(); i++) {
            long usual = Math.min(3_600, 30L << i);
            assertThat(waits.get(i)).isBetween(usual * 8 / 10 - 1, usual * 12 / 10 + 2);
        }
        assertThat(waits).hasSizeGreaterThanOrEqualTo(10);
        assertThat(serves()).isFalse();
    }

    @Test
    void anOutageIsAskedAgainEachFiveMinutesAndAFifthAtMost() {
        reject();
        provider = answering(OUTAGE);

        pass(Duration.ofHours(2));

        assertThat(waits(probedAt.get(0))).allMatch(wait -> wait <= 362);
        assertThat(probedAt).hasSizeBetween(20, 34);
    }

    @Test
    void aKeyThatItsProviderAcceptsServesAgain() {
        reject();
        pass(Duration.ofMinutes(5));
        provider = answering(ALIVE);

        pass(Duration.ofMinutes(6));

        assertThat(recovered).containsExactly(key());
        assertThat(serves()).isTrue();
        assertThat(recovery.states()).isEmpty();
    }

    @Test
    void anAcceptedKeyIsNotProbedAnyMore() {
        reject();
        provider = answering(ALIVE);

        pass(Duration.ofHours(3));

        assertThat(probedAt).hasSize(1);
    }

    @Test
    void aNewQuarantineStartsAnew() {
        reject();
        pass(Duration.ofHours(3));
        pool.recover(key(), RecoveredBy.OPERATOR);
        pass(Duration.ofMinutes(5));
        probedAt.clear();
        reject();

        pass(Duration.ofSeconds(38));

        assertThat(probedAt).hasSize(1);
    }

    @Test
    void aKeyThatIsRejectedRightAfterAProbeAcceptedItIsNotProbedThatOftenAgain() {
        reject();
        provider = answering(ALIVE);

        for (int i = 0; i < 3_600 * 6; i++) {
            pass(SECOND);
            if (pool.quarantined().isEmpty()) reject();
        }

        assertThat(probedAt).hasSizeBetween(10, 14);
    }

    @Test
    void aQuarantineWithAnEndOfItsProvidersIsNotProbed() {
        long end = now + Duration.ofDays(2).toMillis();
        Rest stated = new Rest(Dimension.UNSTATED, now, end, Outcome.KEY_INVALID, 0, 1);
        pool.adopt(Scope.of(Reach.KEY, key(), ""), stated);

        pass(Duration.ofDays(1));

        assertThat(probedAt).isEmpty();
        assertThat(recovery.states())
                .containsExactly(new ProbeState("groq", key().id(), OptionalLong.empty(), "", end));
    }

    @Test
    void aWaitThatTheAnswerAsksForIsHonoured() {
        reject();
        long asked = Duration.ofHours(5).toMillis();
        provider = answering(new Answer(Proof.NOTHING, "HTTP 429", OptionalLong.of(asked)));

        pass(Duration.ofMinutes(290));

        assertThat(probedAt).hasSize(1);
    }

    @Test
    void whereAnotherMemberHasTheTurnNothingIsSentAndTheWaitGrowsAllTheSame() {
        reject();
        turnIsOurs = false;
        pass(Duration.ofMinutes(10));
        assertThat(probedAt).isEmpty();
        turnIsOurs = true;

        pass(Duration.ofMinutes(20));

        assertThat(probedAt).hasSizeBetween(1, 2);
    }

    @Test
    void atMostEightProbesOfAPoolAreUnderWay() {
        pool = pool(50);
        recovery = recovery();
        List<CompletableFuture<Answer>> open = new ArrayList<>();
        provider = () -> {
            open.add(new CompletableFuture<>());
            return open.get(open.size() - 1);
        };
        for (int i = 0; i < 50; i++) reject();

        pass(Duration.ofMinutes(1));
        assertThat(open).hasSize(8);
        List.copyOf(open).forEach(answer -> answer.complete(DEAD));
        recovery.look();

        assertThat(open).hasSize(16);
        assertThat(probedAt).hasSize(16);
    }

    @Test
    void anAnswerSaysNothingOfAQuarantineThatBeganAfterItsProbe() {
        CompletableFuture<Answer> slow = new CompletableFuture<>();
        provider = () -> slow;
        reject();
        pass(Duration.ofSeconds(40));
        assertThat(probedAt).hasSize(1);
        pool.recover(key(), RecoveredBy.OPERATOR);
        now += 500;
        reject();

        slow.complete(ALIVE);

        assertThat(serves()).isFalse();
        assertThat(recovered).isEmpty();
    }

    @Test
    void aProbeThatBreaksIsOneThatProvedNothing() {
        reject();
        provider = () -> CompletableFuture.failedFuture(new IllegalStateException("a bug"));

        pass(Duration.ofMinutes(20));

        assertThat(probedAt).hasSizeGreaterThan(3);
        assertThat(recovery.states().get(0).result()).isEqualTo("no proof (the probe failed: IllegalStateException)");
    }

    @Test
    void everyChangeOfAResultIsLoggedOnce() {
        reject();
        pass(Duration.ofMinutes(5));
        provider = answering(OUTAGE);
        pass(Duration.ofMinutes(30));
        provider = answering(DEAD);
        pass(Duration.ofMinutes(30));

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0))
                .matches(
                        "WARN Key #1 \\(KEY_1\\) is still rejected \\(HTTP 401 invalid_api_key\\), next probe in \\d\\d s");
        assertThat(lines().get(1))
                .matches("INFO A probe of key #1 \\(KEY_1\\) proved nothing \\(HTTP 503\\), next in \\d min");
        assertThat(lines()).noneMatch(line -> line.contains("gsk_"));
    }

    @Test
    void operatorsSeeWhenAKeyWasProbedLastWhatCameOfItAndWhenItIsNext() {
        reject();
        pass(Duration.ofSeconds(5));
        assertThat(recovery.states()).singleElement().satisfies(state -> {
            assertThat(state.lastAt()).isEmpty();
            assertThat(state.nextAt()).isGreaterThan(now);
        });

        pass(Duration.ofSeconds(40));

        assertThat(recovery.states()).singleElement().satisfies(state -> {
            assertThat(state.lastAt()).hasValue(probedAt.get(0));
            assertThat(state.result()).isEqualTo("rejected (HTTP 401 invalid_api_key)");
            assertThat(state.nextAt() - probedAt.get(0)).isBetween(48_000L, 72_000L);
        });
    }
}
