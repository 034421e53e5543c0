package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request waits for a key that returns in time, and is told at once when none does. */
class PatienceTest {
    private final Rig rig = new Rig(Rig.withLimits(l -> new io.keywheel.config.Settings.Limits(
            Duration.ofSeconds(5),
            l.deadline(),
            l.attemptTimeout(),
            l.replayBytes(),
            l.replayBytesInAll(),
            l.bodyBytes(),
            l.retryUnknown(),
            l.drain())));

    @AfterEach
    void close() {
        rig.close();
    }

    private void refuseOnce(String wait) {
        List<String> refused = new CopyOnWriteArrayList<>();
        rig.provider.answers(a -> {
            if (refused.contains(a.key())) {
                a.json(200, ScriptedProvider.OK);
            } else {
                refused.add(a.key());
                a.json(429, ScriptedProvider.rateLimit(wait));
            }
        });
    }

    @Test
    void aRequestWaitsForTheFirstKeyThatReturns() {
        refuseOnce("1.2s");

        long before = System.nanoTime();
        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1_150), Duration.ofSeconds(4));
        assertThat(Rig.header(answer, "x-keywheel-attempts")).isEqualTo("4");
    }

    @Test
    void oneThatWouldWaitTooLongIsRefusedAtOnceWithTheTime() {
        refuseOnce("30s");

        HttpResponse<String> answer = rig.chat("m");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(Rig.header(answer, "retry-after"))).isBetween(29, 31);
    }

    @Test
    void aCallerMayBringItsOwnPatience() {
        refuseOnce("1.2s");
        HttpRequest request = rig.request("/v1/chat/completions")
                .header("X-Keywheel-Patience", "0")
                .POST(HttpRequest.BodyPublishers.ofString(Rig.completion("m")))
                .build();

        HttpResponse<String> answer = rig.send(request);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(rig.provider.asked())
                .hasSize(3)
                .allSatisfy(a -> assertThat(a.headers()).doesNotContainKey("X-Keywheel-Patience"));
    }

    @Test
    void manyWaitAndAllAreServedWithoutAskingAKeyThatRests() {
        refuseOnce("1.2s");
        rig.chat("warm");
        refuseOnce("1.2s");

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 50)
                .mapToObj(i -> rig.postLater("/v1/chat/completions", Rig.completion("m")))
                .toList();

        assertThat(calls).allSatisfy(c -> assertThat(c.join().statusCode()).isEqualTo(200));
    }

    @Test
    void aCallerWhoLeavesWhileItWaitsIsNeverSent() throws Exception {
        refuseOnce("1.5s");
        CompletableFuture<HttpResponse<String>> call = rig.postLater("/v1/chat/completions", Rig.completion("m"));
        await().until(() -> rig.provider.asked().size() == 3);

        call.cancel(true);

        await().atMost(Duration.ofSeconds(2)).until(() -> rig.sidecar.running() == 0);
        HttpResponse<String> next = rig.chat("m");
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(rig.provider.asked()).hasSize(4);
    }
}
