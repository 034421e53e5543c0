package io.keywheel.sim;

import static io.keywheel.sim.Virtual.A;
import static io.keywheel.sim.Virtual.B;
import static io.keywheel.sim.Virtual.C;
import static io.keywheel.sim.Virtual.FIVE_SECONDS;
import static io.keywheel.sim.Virtual.MODEL;
import static io.keywheel.sim.Virtual.OTHER;
import static io.keywheel.sim.Virtual.ask;
import static io.keywheel.sim.Virtual.nature;
import static io.keywheel.sim.Virtual.provider;
import static io.keywheel.sim.Virtual.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exact numbers of buckets, windows and tokens, in virtual time. */
class VirtualQuotaTest {

    @Test
    void aBucketOfFiveSecondsComesBackSteadilyWhateverItsLabelSays() {
        VirtualProvider provider = provider(Allowance.bucket(Unit.REQUESTS, 10, FIVE_SECONDS));
        ask(provider, A, 10, 0);

        SimAnswer refused = ask(provider, A, 0);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text())
                .contains("on requests per minute (RPM): Limit 10, Used 10, Requested 1. Please try again in 500ms.");
        assertThat(refused.headers())
                .containsEntry("retry-after", "1")
                .containsEntry("x-ratelimit-limit-requests", "10")
                .containsEntry("x-ratelimit-remaining-requests", "0")
                .containsEntry("x-ratelimit-reset-requests", "5s");
        assertThat(ask(provider, A, 499).status()).isEqualTo(429);
        assertThat(ask(provider, A, 500).status()).isEqualTo(200);
    }

    @Test
    void aWindowOfFiveSecondsComesBackAllAtOnceAndEndsWhereItsPhaseSays() {
        Allowance window = Allowance.window(Unit.REQUESTS, 10, FIVE_SECONDS);
        Quotas quotas = Quotas.of(window).with("org-cedar", Terms.of(window).phase(Duration.ofSeconds(2)));
        VirtualProvider provider = new VirtualProvider(nature(quotas));
        ask(provider, A, 10, 1_000);
        ask(provider, C, 10, 1_000);

        assertThat(reset(ask(provider, A, 1_000))).isEqualTo("4s");
        assertThat(reset(ask(provider, C, 1_000))).isEqualTo("2s");
        assertThat(ask(provider, C, 2_999).status()).isEqualTo(429);
        assertThat(statuses(ask(provider, C, 11, 3_000))).containsOnlyOnce(429).endsWith(429);
        assertThat(ask(provider, A, 4_999).status()).isEqualTo(429);
        assertThat(ask(provider, A, 5_000).headers()).containsEntry("x-ratelimit-remaining-requests", "9");
    }

    @Test
    void keysOfOneOrganisationShareItsLimitsAndModelsDoNot() {
        VirtualProvider provider = provider(Allowance.bucket(Unit.REQUESTS, 2, Per.MINUTE));

        assertThat(statuses(
                        List.of(ask(provider, A, 0), ask(provider, B, 0), ask(provider, A, 0), ask(provider, C, 0))))
                .containsExactly(200, 200, 429, 200);
        assertThat(ask(provider, B, OTHER, 0).status()).isEqualTo(200);
    }

    @Test
    void whereProjectsCountTheOrganisationsKeysDoNotShare() {
        VirtualProvider provider = new VirtualProvider(Nature.of(
                List.of(A.inProject("proj_red1"), B.inProject("proj_blue")),
                Quotas.of(Allowance.bucket(Unit.REQUESTS, 1, Per.MINUTE)).counted(Counting.GROQ.eachProject())));

        assertThat(statuses(List.of(ask(provider, A, 0), ask(provider, B, 0), ask(provider, B, 0))))
                .containsExactly(200, 200, 429);
    }

    @Test
    void whereModelsCountTogetherOneUsesUpTheOther() {
        VirtualProvider provider = new VirtualProvider(nature(
                Quotas.of(Allowance.bucket(Unit.REQUESTS, 1, Per.MINUTE)).counted(Counting.GROQ.allModelsTogether())));

        assertThat(statuses(List.of(ask(provider, A, MODEL, 0), ask(provider, B, OTHER, 0))))
                .containsExactly(200, 429);
    }

    @Test
    void anOrganisationMayHaveLessAndAKeyLimitsOfItsOwn() {
        Allowance usual = Allowance.bucket(Unit.REQUESTS, 3, Per.MINUTE);
        Allowance one = Allowance.bucket(Unit.REQUESTS, 1, Per.MINUTE);
        VirtualProvider provider = new VirtualProvider(
                Nature.of(List.of(A, B.limitedTo(one), C), Quotas.of(usual).with("org-cedar", Terms.of(one))));

        assertThat(statuses(ask(provider, C, 2, 0))).containsExactly(200, 429);
        assertThat(statuses(ask(provider, B, 2, 0))).containsExactly(200, 429);
        assertThat(statuses(ask(provider, A, 4, 0))).containsExactly(200, 200, 200, 429);
    }

    @Test
    void promptAndMaxTokensAreChargedOnAdmissionAndKept() {
        VirtualProvider provider = provider(Allowance.bucket(Unit.TOKENS, 1_000, Per.MINUTE));
        SimRequest request = SimRequest.chat(A.secret(), MODEL, 399, 300).answeredIn(50);

        SimAnswer answer = provider.answer(request, 0);
        provider.ended(answer, 0);

        assertThat(answer.text()).contains("\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150");
        assertThat(answer.headers())
                .containsEntry("x-ratelimit-remaining-tokens", "600")
                .containsEntry("x-ratelimit-reset-tokens", "24s");
        assertThat(provider.answer(request, 0).headers()).containsEntry("x-ratelimit-remaining-tokens", "200");
    }

    @Test
    void aProviderThatSettlesGivesBackWhatTheAnswerDidNotNeedWhenItEnds() {
        VirtualProvider provider = settling(Allowance.bucket(Unit.TOKENS, 1_000, Per.MINUTE));
        SimRequest request = SimRequest.chat(A.secret(), MODEL, 399, 500).answeredIn(50);

        SimAnswer answer = provider.answer(request, 0);
        int before = provider.answer(request, 0).status();
        provider.ended(answer, 0);

        assertThat(answer.headers()).containsEntry("x-ratelimit-remaining-tokens", "400");
        assertThat(answer.usedTokens()).isEqualTo(150);
        assertThat(before).isEqualTo(429);
        assertThat(provider.answer(request, 0).headers()).containsEntry("x-ratelimit-remaining-tokens", "250");
    }

    @Test
    void whatEndsAfterItsWindowGivesNothingBackToTheNext() {
        VirtualProvider provider = settling(Allowance.window(Unit.TOKENS, 1_000, FIVE_SECONDS));
        SimRequest request = SimRequest.chat(A.secret(), MODEL, 399, 500).answeredIn(50);
        SimAnswer old = provider.answer(request, 4_900);
        provider.answer(request, 5_000);

        provider.ended(old, 5_100);

        assertThat(provider.answer(request, 5_200).text()).contains("Limit 1000, Used 600, Requested 600");
    }

    private static VirtualProvider settling(Allowance usual) {
        return new VirtualProvider(nature(Quotas.of(usual).counted(Counting.GROQ.settling())));
    }

    private static String reset(SimAnswer answer) {
        return answer.headers().getOrDefault("x-ratelimit-reset-requests", "");
    }
}
