package io.keywheel.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import io.keywheel.sim.Candour.Telling;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over HTTP is byte for byte what a test in virtual time is told. */
class SameAnswersTest {
    private static final String SECRET = "made-up-secret-a";
    private static final String MODEL = "llama-3.1-8b-instant";
    private static final Nature NATURE = new Nature(
            List.of(new SimKey("sim-a", SECRET, "org-amber").inProject("proj_blue1")),
            Quotas.of(Allowance.window(Unit.REQUESTS, 3, Per.MINUTE), Allowance.bucket(Unit.TOKENS, 700, Per.MINUTE))
                    .counted(Counting.GROQ.settling()),
            Candour.OPENAI.and(Telling.HEADERS_AS_IT_LEAVES),
            Pace.AT_ONCE);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong millis = new AtomicLong(123_456);
    private final VirtualProvider virtual = new VirtualProvider(NATURE);

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, SECONDS);
    }

    @Test
    void servedAndRefusedAndTooLarge() throws Exception {
        Calls calls = calls(script -> {});

        for (int maxTokens : List.of(200, 100, 650, 9_000, 40, 40)) {
            assertSame(calls, maxTokens, "");
            millis.addAndGet(1_234);
        }

        assertThat(virtual.stats().get("sim-a")).containsOnlyKeys("200", "429", "413");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "429",
                "429;ms=2000",
                "429-no-hint",
                "429-quota",
                "401",
                "402",
                "403",
                "500",
                "503",
                "529",
                "slow;ms=20",
                "malformed",
                "html",
                "empty",
                "error-in-200",
                "error-first",
                "huge-header",
                "redirect",
                "no-such-fault"
            })
    void everyFaultThatAnswers(String fault) throws Exception {
        assertSame(calls(script -> {}), 40, fault);
    }

    @Test
    void aKeyThatIsRevoked() throws Exception {
        assertSame(calls(script -> script.revoke("sim-a")), 40, "");
    }

    @Test
    void aModelThatIsForbidden() throws Exception {
        assertSame(calls(script -> script.forbid("sim-a", MODEL)), 40, "");
    }

    private void assertSame(Calls calls, int maxTokens, String fault) throws Exception {
        String body = Calls.ask().put("max_tokens", maxTokens).encode();
        String[] headers = fault.isEmpty() ? new String[0] : new String[] {"x-sim-fault", fault};
        SimRequest request = SimRequest.chat(SECRET, MODEL, body.getBytes(UTF_8).length, maxTokens);

        HttpResponse<String> real = calls.post("/chat/completions", body, headers);
        SimAnswer told = virtual.answer(fault.isEmpty() ? request : request.withFault(fault), millis.get());
        told = virtual.leaving(told, millis.get());
        virtual.ended(told, millis.get());

        assertThat(real.statusCode()).isEqualTo(told.status());
        assertThat(real.body()).isEqualTo(told.text());
        assertThat(headers(real)).isEqualTo(told.headers());
    }

    /** Without what only tells how long the body is. */
    private static Map<String, String> headers(HttpResponse<?> answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        headers.keySet().removeAll(List.of("content-length", "transfer-encoding"));
        return headers;
    }

    private Calls calls(Consumer<Script> first) throws Exception {
        SimulatedProvider provider = SimulatedProvider.start(
                        vertx, new SimulatedProvider.Options(0, NATURE), () -> millis.get() * 1_000)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, SECONDS);
        first.accept(provider.script());
        first.accept(virtual.script(millis::get));
        return new Calls(provider.baseUrl(), SECRET);
    }
}
