package io.keywheel.usage;

import static io.keywheel.usage.Given.MINUTE;
import static io.keywheel.usage.Given.done;
import static io.keywheel.usage.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywheel.admin.port.UsageQuery.Question;
import io.keywheel.admin.port.UsageQuery.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterUsageTest {
    private final Given.Clock clock = new Given.Clock();
    private final Member here = new Member();
    private final Member there = new Member();
    private final Map<String, CompletionStage<byte[]>> slow = new LinkedHashMap<>();

    private final class Member {
        final UsageCounts counts = new UsageCounts(clock);
        final Ledger ledger = new Ledger(counts, new KeptInMemory(), clock);
        final UsageAnswers answers = new UsageAnswers(ledger);
    }

    @AfterEach
    void close() {
        here.ledger.close();
        there.ledger.close();
    }

    private Map<String, CompletionStage<byte[]>> others(byte[] question) {
        Map<String, CompletionStage<byte[]>> answers = new LinkedHashMap<>(slow);
        answers.put("10.0.0.2:5701", there.answers.answer(question));
        return answers;
    }

    private Usage ask(String by) {
        Question question = new Question(by, Optional.empty(), Optional.empty(), Optional.of("1m"));
        return done(new ClusterUsage(here.ledger, this::others, clock).ask(question));
    }

    @Test
    void whatAllMembersCountedIsAddedUp() {
        request(here.counts, "a");
        request(there.counts, "a");
        request(there.counts, "b");
        clock.passes(1_000);

        Usage usage = ask("key");

        assertThat(usage.missing()).isEmpty();
        assertThat(usage.series())
                .extracting(s -> s.name() + " " + s.points().get(0).counts().get("total"))
                .containsExactly("a 2", "b 1");
        assertThat(usage.series().get(0).points().get(0).tokens().input()).isEqualTo(18);
    }

    @Test
    void membersThatSayNothingOrNonsenseAreNamedAfterHalfASecond() {
        request(here.counts, "a");
        request(there.counts, "a");
        clock.passes(1_000);
        slow.put("10.0.0.3:5701", new CompletableFuture<>());
        slow.put("10.0.0.4:5701", CompletableFuture.failedFuture(new IllegalStateException("left")));
        slow.put("10.0.0.5:5701", CompletableFuture.completedFuture(new byte[] {1, 2, 3}));
        long before = System.nanoTime();

        Usage usage = ask("provider");

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(450), Duration.ofMillis(900));
        assertThat(usage.missing()).containsExactly("10.0.0.3:5701", "10.0.0.4:5701", "10.0.0.5:5701");
        assertThat(usage.series().get(0).points().get(0).counts()).containsEntry("total", 2L);
    }

    @Test
    void aQuestionThatIsNoneIsRefused() {
        for (String text : new String[] {"", "KEY", "KEY 1 2 x", "WHOLE 1 2 3", "KEY 1 2 99999999999999999999"}) {
            byte[] question = text.getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> done(there.answers.answer(question)))
                    .as(text)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void stepsAreThoseOfTheClock() {
        clock.passes(12_345);
        request(here.counts, "a");
        clock.passes(1_000);

        Usage usage = ask("caller");

        assertThat(usage.from().toEpochMilli() % MINUTE).isZero();
        assertThat(usage.series().get(0).name()).isEqualTo("anonymous");
        assertThat(usage.series().get(0).points().get(0).at()).isEqualTo(Given.NOON);
    }
}
