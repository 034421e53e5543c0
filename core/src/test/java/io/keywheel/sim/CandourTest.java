package io.keywheel.sim;

import static io.keywheel.sim.Virtual.A;
import static io.keywheel.sim.Virtual.B;
import static io.keywheel.sim.Virtual.GROQ;
import static io.keywheel.sim.Virtual.MODEL;
import static io.keywheel.sim.Virtual.OPENAI;
import static io.keywheel.sim.Virtual.ask;
import static io.keywheel.sim.Virtual.classify;
import static io.keywheel.sim.Virtual.nature;
import static io.keywheel.sim.Virtual.provider;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Account;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.LimitNumbers;
import io.keywheel.pool.Observation;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Verdict;
import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import io.keywheel.sim.Candour.Telling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is told is read by the dialects; what is not told is nowhere. */
class CandourTest {

    @Test
    void headersMayBeFilledAsTheAnswerLeaves() {
        Nature nature = nature(Quotas.of(Allowance.bucket(Unit.REQUESTS, 60, Per.MINUTE)));
        VirtualProvider provider =
                new VirtualProvider(nature.telling(nature.candour().and(Telling.HEADERS_AS_IT_LEAVES)));
        SimAnswer answer = ask(provider, A, 0);
        ask(provider, B, 5, 0);

        SimAnswer leaving = provider.leaving(answer, 1_000);

        assertThat(answer.headers()).containsEntry("x-ratelimit-remaining-requests", "59");
        assertThat(leaving.headers()).containsEntry("x-ratelimit-remaining-requests", "55");
    }

    @Test
    void aGroqRefusalIsReadWithItsNumbersItsWaitAndItsOrganisation() {
        VirtualProvider provider = provider(Allowance.bucket(Unit.TOKENS, 6_000, Per.MINUTE));
        provider.answer(A.secret(), MODEL, 16_000, 1_033, 0);

        Verdict verdict = classify(GROQ, provider.answer(A.secret(), MODEL, 4_000, 442, 0));

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.dimension()).isEqualTo(Dimension.TOKENS_PER_MINUTE);
        assertThat(verdict.waitMillis()).isEqualTo(OptionalLong.of(4_770));
        assertThat(verdict.numbers())
                .isEqualTo(Optional.of(new LimitNumbers(6_000, OptionalLong.of(5_034), OptionalLong.of(1_443))));
        assertThat(verdict.account()).isEqualTo(new Account("org-amber", ""));
    }

    @Test
    void anOpenAiRefusalNamesTheProjectAndItsHeadersNameBoth() {
        VirtualProvider provider = new VirtualProvider(
                Nature.of(List.of(A.inProject("proj_red1")), Quotas.of(Allowance.bucket(Unit.REQUESTS, 1, Per.MINUTE)))
                        .telling(Candour.OPENAI));
        Account account = new Account("org-amber", "proj_red1");

        SimAnswer served = ask(provider, A, 0);
        SimAnswer refused = ask(provider, A, 0);

        assertThat(OPENAI.account(served.reply().headers())).isEqualTo(account);
        assertThat(OPENAI.observe(served.reply().headers(), Instant.EPOCH))
                .containsExactly(new Observation(Dimension.REQUESTS_PER_MINUTE, 1, 0, 60_000));
        assertThat(classify(OPENAI, refused).account()).isEqualTo(account);
    }

    @Test
    void eachThingThatIsNotToldIsNowhere() {
        String numbers = "Limit 1, Used 1, Requested 1";
        String wait = "Please try again in 1m0s";

        assertThat(refusalWithout(Telling.NUMBERS).text())
                .contains(wait, "org-amber")
                .doesNotContain("Limit", "Used");
        assertThat(refusalWithout(Telling.ORGANISATION_IN_TEXT).text())
                .contains(numbers, wait)
                .doesNotContain("org-");
        assertThat(refusalWithout(Telling.RETRY_AFTER).headers()).doesNotContainKey("retry-after");
        assertThat(refusalWithout(Telling.RETRY_AFTER).text()).contains(numbers, wait);
        assertThat(refusalWithout(Telling.RETRY_AFTER, Telling.WAIT_IN_TEXT).text())
                .contains(numbers)
                .doesNotContain("again");
        assertThat(refusalWithout(Telling.HEADERS_OF_REFUSALS).headers())
                .containsEntry("retry-after", "60")
                .doesNotContainKey("x-ratelimit-limit-requests");
    }

    @Test
    void aRefusalThatStatesNoWaitIsReadAsSuch() {
        Verdict verdict = classify(GROQ, refusalWithout(Telling.RETRY_AFTER, Telling.WAIT_IN_TEXT, Telling.NUMBERS));

        assertThat(verdict.outcome()).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(verdict.waitMillis()).isEmpty();
        assertThat(verdict.numbers()).isEmpty();
    }

    @Test
    void aProviderWithoutHeadersShowsNone() {
        Quotas quotas = Quotas.of(Allowance.bucket(Unit.REQUESTS, 1, Per.MINUTE));
        VirtualProvider provider = new VirtualProvider(nature(quotas).telling(Candour.of(LimitHeaders.NONE)));

        assertThat(ask(provider, A, 2, 0))
                .allSatisfy(answer -> assertThat(GROQ.observe(answer.reply().headers(), Instant.EPOCH))
                        .isEmpty());
    }

    @Test
    void groqsHeadersSpeakOfTheDaysRequestsAndTheMinutesTokensAlone() {
        VirtualProvider provider = new VirtualProvider(Nature.of(
                List.of(A),
                Quotas.of(
                        Allowance.bucket(Unit.REQUESTS, 30, Per.MINUTE),
                        Allowance.bucket(Unit.REQUESTS, 14_400, Per.DAY),
                        Allowance.bucket(Unit.TOKENS, 6_000, Per.MINUTE),
                        Allowance.bucket(Unit.TOKENS, 500_000, Per.DAY))));

        SimAnswer answer = provider.answer(A.secret(), MODEL, 396, 500, 0);

        assertThat(GROQ.observe(answer.reply().headers(), Instant.EPOCH))
                .containsExactlyInAnyOrder(
                        new Observation(Dimension.REQUESTS_PER_DAY, 14_400, 14_399, 6_000),
                        new Observation(Dimension.TOKENS_PER_MINUTE, 6_000, 5_400, 6_000));
    }

    private static SimAnswer refusalWithout(Telling... untold) {
        Nature nature = nature(Quotas.of(Allowance.bucket(Unit.REQUESTS, 1, Per.MINUTE)));
        VirtualProvider provider =
                new VirtualProvider(nature.telling(nature.candour().without(untold)));
        ask(provider, A, 0);
        return ask(provider, A, 0);
    }
}
