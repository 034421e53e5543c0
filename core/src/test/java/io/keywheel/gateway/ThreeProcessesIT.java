package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keywheel.gateway.Processes.Node;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Three processes on one machine are one pool, and what dies of it costs only what it had in hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeProcessesIT {
    private static final String PRIMARY = Rig.KEYS.get(0);
    private static final String THIRD = Rig.KEYS.get(2);

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedProvider provider = new ScriptedProvider(vertx);
    private final Processes processes = new Processes();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> ports =
            IntStream.range(0, 3).mapToObj(i -> Processes.freePort()).toList();

    @BeforeAll
    void threeFormACluster() throws Exception {
        for (int i = 0; i < 3; i++) nodes.add(start(i, "n" + i));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> nodes.stream().allMatch(n -> n.log().contains("3 in the cluster")));
        await().atMost(Duration.ofSeconds(20)).until(() -> nodes.stream().allMatch(processes::isReady));
    }

    private Node start(int index, String name) throws Exception {
        String members =
                String.join(",", ports.stream().map(p -> "127.0.0.1:" + p).toList());
        return processes.start(
                name,
                Map.of(
                        "GROQ_API_KEY",
                        PRIMARY,
                        "GROQ_API_KEY_FALLBACK",
                        Rig.KEYS.get(1) + "," + THIRD,
                        "KEYWHEEL_GROQ_BASE_URL",
                        provider.baseUrl(),
                        "KEYWHEEL_CLUSTER_MEMBERS",
                        members,
                        "KEYWHEEL_CLUSTER_ADDRESS",
                        "127.0.0.1:" + ports.get(index),
                        "KEYWHEEL_CLUSTER_NAME",
                        "it-" + ports.get(0),
                        "KEYWHEEL_MASTER_KEY",
                        Base64.getEncoder().encodeToString(new byte[32])));
    }

    @AfterAll
    void end() throws Exception {
        processes.close();
        provider.close();
        Futures.get(vertx.close());
    }

    private void refusePrimary(long delay) {
        provider.answers(a -> {
            if (!a.key().equals(PRIMARY)) a.json(200, ScriptedProvider.OK);
            else if (delay == 0) a.json(429, ScriptedProvider.rateLimit("60s"));
            else provider.after(delay, () -> a.json(429, ScriptedProvider.rateLimit("60s")));
        });
    }

    @Test
    @Order(1)
    void aRestThatOneMeetsIsKnownToAllWithinAQuarterOfASecond() throws Exception {
        // The first change of a partition may wait for its table; the promise is about a cluster that runs.
        refusePrimary(0);
        processes.chat(nodes.get(1), "first").get();
        processes.chat(nodes.get(0), "rest").get();
        int before = provider.asked().size();

        Thread.sleep(250); // the promise itself: after this long, everybody knows
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 30)
                .mapToObj(i -> processes.chat(nodes.get(i % 3), "rest"))
                .toList();

        assertThat(calls).allSatisfy(c -> assertThat(c.get().statusCode()).isEqualTo(200));
        assertThat(provider.keysAsked().subList(before, provider.asked().size()))
                .doesNotContain(PRIMARY);
    }

    @Test
    @Order(2)
    void sixHundredRefusalsOnThreeMembersTurnTheWheelOnce() {
        refusePrimary(150);
        int before = provider.asked().size();

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 600)
                .mapToObj(i -> processes.chat(nodes.get(i % 3), "turn"))
                .toList();

        assertThat(calls).allSatisfy(c -> assertThat(c.get().statusCode()).isEqualTo(200));
        assertThat(provider.keysAsked().subList(before, provider.asked().size()))
                .doesNotContain(THIRD);
    }

    @Test
    @Order(3)
    void aKilledMemberCostsOnlyItsOwnRequestsAndWhatItLearnedStays() throws Exception {
        provider.answers(a -> provider.after(20, () -> a.json(200, ScriptedProvider.OK)));
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<CompletableFuture<Void>> load = List.of(nodes.get(1), nodes.get(2)).stream()
                .map(n -> CompletableFuture.runAsync(() -> {
                    while (!stop.get()) {
                        int status = processes.chat(n, "kill").join().statusCode();
                        (status == 200 ? served : failed).incrementAndGet();
                    }
                }))
                .toList();
        await().until(() -> served.get() > 20);

        nodes.get(0).kill();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> nodes.get(1).log().contains("2 in the cluster")
                        && nodes.get(2).log().lastIndexOf("2 in the cluster") > 0);
        stop.set(true);
        load.forEach(CompletableFuture::join);
        int before = provider.asked().size();
        processes.chat(nodes.get(2), "rest").get();

        assertThat(failed).hasValue(0);
        assertThat(provider.keysAsked().subList(before, provider.asked().size()))
                .doesNotContain(PRIMARY);
    }

    @Test
    @Order(4)
    void itComesBackAndKnowsWhatTheOthersKnow() throws Exception {
        Node back = start(0, "back");
        nodes.set(0, back);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> processes.isReady(back) && back.log().contains("3 in the cluster"));
        refusePrimary(0);
        int before = provider.asked().size();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            int from = provider.asked().size();
            processes.chat(back, "turn").get();
            assertThat(provider.keysAsked().subList(from, provider.asked().size()))
                    .containsOnly(Rig.KEYS.get(1));
        });
        assertThat(provider.keysAsked().subList(before, provider.asked().size()))
                .doesNotContain(THIRD);
    }

    @Test
    @Order(5)
    void aMemberAloneServesOnWithWhatItKnows() throws Exception {
        nodes.get(0).kill();
        nodes.get(1).kill();
        refusePrimary(0);

        HttpResponse<String> answer = processes.chat(nodes.get(2), "alone").get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Rig.header(answer, "x-keywheel-attempts")).isEqualTo("2");
    }

    @Test
    @Order(6)
    void aMemberThatIsToldToEndLetsItsAnswersEndFirst() throws Exception {
        Node node = nodes.get(2);
        provider.answers(a -> {
            a.stream().write(ScriptedProvider.chunk("{\"content\":\"slow\"}"));
            provider.after(1_500, () -> a.request().response().end(ScriptedProvider.lastChunk()));
        });
        int before = provider.asked().size();
        CompletableFuture<HttpResponse<String>> running =
                processes.post(node, "/v1/chat/completions", Rig.streamed("drain"));
        await().until(() -> provider.asked().size() > before);

        node.process().destroy();

        assertThat(running.get().body()).endsWith("data: [DONE]\n\n");
        await().atMost(Duration.ofSeconds(10)).until(() -> !node.process().isAlive());
    }

    @Test
    @Order(7)
    void noSecretIsInAnyLog() {
        assertThat(nodes).allSatisfy(n -> assertThat(n.log()).doesNotContain("fake"));
    }
}
