package io.keywheel.sim;

import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Providers;
import io.keywheel.sim.Allowance.Per;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The provider, its keys and calls to it, for tests in virtual time. */
final class Virtual {
    static final String MODEL = "llama-3.1-8b-instant";
    static final String OTHER = "openai/gpt-oss-120b";
    static final Dialect GROQ = Providers.groq();
    static final Dialect OPENAI = Providers.known("openai").orElseThrow().dialect();
    static final Per FIVE_SECONDS = Per.MINUTE.lasting(Duration.ofSeconds(5));

    static final SimKey A = new SimKey("a", "made-up-a", "org-amber");
    static final SimKey B = new SimKey("b", "made-up-b", "org-amber");
    static final SimKey C = new SimKey("c", "made-up-c", "org-cedar");

    private Virtual() {}

    static Nature nature(Quotas quotas) {
        return Nature.of(List.of(A, B, C), quotas).telling(Candour.of(LimitHeaders.EVERY));
    }

    static VirtualProvider provider(Allowance... usual) {
        return new VirtualProvider(nature(Quotas.of(usual)));
    }

    static SimAnswer ask(VirtualProvider provider, SimKey key, long now) {
        return ask(provider, key, MODEL, now);
    }

    static SimAnswer ask(VirtualProvider provider, SimKey key, String model, long now) {
        return provider.answer(key.secret(), model, 100, 40, now);
    }

    static List<SimAnswer> ask(VirtualProvider provider, SimKey key, int times, long now) {
        return IntStream.range(0, times).mapToObj(i -> ask(provider, key, now)).toList();
    }

    static List<Integer> statuses(List<SimAnswer> answers) {
        return answers.stream().map(SimAnswer::status).toList();
    }

    static Verdict classify(Dialect dialect, SimAnswer answer) {
        return dialect.classify(answer.reply(), Instant.EPOCH);
    }
}
