package io.keywheel.sim;

import static io.keywheel.sim.Virtual.A;
import static io.keywheel.sim.Virtual.C;
import static io.keywheel.sim.Virtual.GROQ;
import static io.keywheel.sim.Virtual.MODEL;
import static io.keywheel.sim.Virtual.OTHER;
import static io.keywheel.sim.Virtual.ask;
import static io.keywheel.sim.Virtual.classify;
import static io.keywheel.sim.Virtual.provider;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What else the provider tells and does in virtual time. */
class VirtualProviderTest {

    @Test
    void whatWouldBeAdmittedIsToldWithoutAskingForIt() {
        VirtualProvider provider = provider(Allowance.bucket(Unit.TOKENS, 1_000, Per.MINUTE));
        SimRequest half = SimRequest.chat(A.secret(), MODEL, 396, 400);
        IntStream.range(0, 2).forEach(i -> provider.answer(half, 0));

        assertThat(provider.waitMillis(half, 0)).hasValue(30_000);
        assertThat(provider.waitMillis(half, 29_999)).hasValue(1);
        assertThat(provider.waitMillis(half, 30_000)).hasValue(0);
        assertThat(provider.waitMillis(SimRequest.chat(A.secret(), MODEL, 396, 901), 0))
                .isEmpty();
        assertThat(provider.waitMillis(SimRequest.chat("somebody-elses", MODEL, 1, 1), 0))
                .isEmpty();
        assertThat(provider.stats().get("a")).containsOnly(Map.entry("200", 2L));
    }

    @Test
    void aScriptActsAtTheTimeItsClockShows() {
        VirtualProvider provider = provider();
        Script script = provider.script(() -> 5_000);

        script.cutQuota("org-amber", Allowance.window(Unit.REQUESTS, 2, Per.MINUTE));
        script.forbid("c", MODEL);

        assertThat(ask(provider, A, 6_000).text()).contains("Please try again in 54s");
        assertThat(ask(provider, A, 60_000).status()).isEqualTo(200);
        assertThat(classify(GROQ, ask(provider, C, 0)).outcome()).isEqualTo(Outcome.KEY_FORBIDDEN);
        assertThat(ask(provider, C, OTHER, 0).status()).isEqualTo(200);
        assertThat(provider.waitMillis(SimRequest.chat(C.secret(), MODEL, 1, 1), 0))
                .isEmpty();
        script.allow("c", MODEL);
        assertThat(ask(provider, C, 0).status()).isEqualTo(200);
    }

    @Test
    void whatTheConnectionDoesIsToldToo() {
        VirtualProvider provider = provider();
        SimRequest request = SimRequest.chat(A.secret(), MODEL, 100, 40);

        SimAnswer reset = provider.answer(request.withFault("reset"), 0);
        SimAnswer timeout = provider.answer(request.withFault("timeout;ms=3000"), 0);
        SimAnswer slow = provider.answer(request.withFault("slow;ms=700"), 0);
        SimAnswer cut = provider.answer(request.streamed().withFault("cut"), 0);

        assertThat(List.of(reset, timeout)).extracting(SimAnswer::status).containsOnly(0);
        assertThat(timeout.tookMillis()).isEqualTo(3_000);
        assertThat(slow.tookMillis()).isEqualTo(700);
        assertThat(cut.ending()).isEqualTo(SimAnswer.Ending.CLOSED);
        assertThat(cut.text())
                .contains("\"role\":\"assistant\"", "\"content\":\"Hello \"")
                .doesNotContain("[DONE]");
        assertThat(provider.stats().get("a")).containsOnlyKeys("reset", "timeout", "200", "cut");
    }

    @Test
    void aStreamTakesItsPiecesTime() {
        VirtualProvider provider =
                new VirtualProvider(Nature.of(List.of(A), Quotas.of()).paced(new Pace(300, 10)));

        SimAnswer answer = provider.answer(
                SimRequest.chat(A.secret(), MODEL, 100, 400).streamed().answeredIn(20), 0);

        assertThat(answer.pieces()).hasSize(20 + 3);
        assertThat(answer.tookMillis()).isEqualTo(300 + 22 * 10);
    }

    @Test
    void eachRefusalOfAKeyIsReadAsWhatItIs() {
        VirtualProvider provider = provider();
        SimRequest request = SimRequest.chat(A.secret(), MODEL, 100, 40);

        assertThat(outcome(provider, request.withFault("429"))).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(outcome(provider, request.withFault("429-no-hint"))).isEqualTo(Outcome.RATE_LIMITED);
        assertThat(outcome(provider, request.withFault("429-quota"))).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(outcome(provider, request.withFault("401"))).isEqualTo(Outcome.KEY_INVALID);
        assertThat(outcome(provider, request.withFault("402"))).isEqualTo(Outcome.QUOTA_EXHAUSTED);
        assertThat(outcome(provider, request.withFault("403"))).isEqualTo(Outcome.KEY_FORBIDDEN);
        assertThat(outcome(provider, request.withFault("503"))).isEqualTo(Outcome.PROVIDER_OVERLOADED);
        assertThat(outcome(provider, request.withFault("529"))).isEqualTo(Outcome.PROVIDER_OVERLOADED);
        assertThat(outcome(provider, request.withFault("500"))).isEqualTo(Outcome.PROVIDER_FAILED);
        assertThat(outcome(provider, request.withFault("html"))).isEqualTo(Outcome.PROVIDER_FAILED);
        assertThat(outcome(provider, request.withFault("error-in-200"))).isEqualTo(Outcome.PROVIDER_FAILED);
        assertThat(classify(GROQ, provider.answer(request.withFault("403"), 0)).reach())
                .isEqualTo(Reach.KEY_MODEL);
    }

    private static Outcome outcome(VirtualProvider provider, SimRequest request) {
        return classify(GROQ, provider.answer(request, 0)).outcome();
    }
}
