package io.keywheel.sim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.config.Settings;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeSidecar sidecar = new FakeSidecar(vertx);
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, SECONDS);
    }

    @Test
    void everyKindOfFailureIsToldAndNoCallerSeesOne() throws Exception {
        Totals totals = run(Scenarios.DEMO.within(Duration.ofSeconds(10)), 1);

        assertThat(totals.errors()).as(String.join("\n", lines)).isZero();
        assertThat(totals.rescued()).isGreaterThanOrEqualTo(6);
        assertThat(lines).hasSizeLessThanOrEqualTo(13);
        assertThat(lines.get(1)).endsWith("dashboard http://127.0.0.1:1/ui/?code=once");
        assertThat(lines.subList(4, lines.size()))
                .anySatisfy(l -> assertThat(l).contains("sim-a hit its quota (429, back in 4 s)", "served by sim-b"))
                .anySatisfy(l -> assertThat(l).contains("sim-b was revoked (401)", "served by sim-c"))
                .anySatisfy(l -> assertThat(l).contains("the provider was down (503)", "retried with sim-"))
                .anySatisfy(l -> assertThat(l).contains("a stream broke before its first word", "retried with sim-"))
                .anySatisfy(l -> assertThat(l).contains("a connection was cut", "retried with sim-"))
                .anySatisfy(l -> assertThat(l).contains("is out of credit (402)", "served by sim-"))
                .anySatisfy(l -> assertThat(l).contains("the provider took 2 s to answer", "waited for it"));
        assertThat(lines.get(lines.size() - 1)).matches("  00:1\\d  \\d+ requests · 0 caller errors · \\d rescued\\.");
    }

    @Test
    void whenAllKeysAreDeadCallersAreToldWhenToComeBackAndItIsTrue() throws Exception {
        Totals totals = run(Scenarios.ALL_KEYS_DEAD.within(Duration.ofSeconds(6)), 1);

        assertThat(totals.errors()).isPositive();
        assertThat(lines)
                .anySatisfy(l -> assertThat(l).contains("every key rests", "told: back in ", "caller saw: 429"))
                .anySatisfy(l -> assertThat(l).contains("/chat asked for a moment's patience", "caller saw: 200"))
                .anySatisfy(l -> assertThat(l).contains("is back after", "as told", "caller saw: 200"));
    }

    @Test
    void ofThreeMembersOneIsStoppedAndNothingIsLost() throws Exception {
        Scenario scenario = new Scenario(
                "loss",
                Duration.ofSeconds(4),
                Scenarios.DEMO.cast(),
                Scenarios.DEMO.load(),
                Duration.ZERO,
                false,
                List.of(new Scenario.Step(Duration.ofMillis(500), new Act.StopMember())));

        Totals totals = run(scenario, 3);

        assertThat(totals.errors()).as(String.join("\n", lines)).isZero();
        assertThat(lines).anySatisfy(l -> assertThat(l).contains("member 3 of 3 was stopped", "its callers went on"));
        assertThat(sidecar.started)
                .extracting(s -> s.cluster().orElseThrow().members())
                .hasSize(3)
                .containsOnly(sidecar.started.get(0).cluster().orElseThrow().members());
    }

    private Totals run(Scenario scenario, int nodes) throws Exception {
        Demo demo = new Demo(vertx, sidecar, new SimpleDialect(), Look.PLAIN, lines::add);
        Totals totals = demo.run(new Demo.Options(scenario, nodes, 0))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, SECONDS);
        demo.stop().toCompletionStage().toCompletableFuture().get(5, SECONDS);
        await().untilAsserted(() -> assertThat(sidecar.started)
                .extracting(Settings::dataDir)
                .isNotEmpty()
                .noneMatch(dir -> dir.toFile().exists()));
        assertThat(sidecar.started).extracting(s -> s.dataPlane().host()).containsOnly("127.0.0.1");
        return totals;
    }

    @Test
    void onlyAUtf8LocaleGetsMoreThanAscii() {
        assertThat(Terminal.isUtf8(Map.of("LANG", "C.UTF-8"))).isTrue();
        assertThat(Terminal.isUtf8(Map.of("LANG", "en_GB.utf8", "LC_ALL", "C"))).isFalse();
        assertThat(Terminal.isUtf8(Map.of())).isFalse();
    }

    @Test
    void aWantedPortIsTakenOnlyIfItIsFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Members.freePort(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }
}
