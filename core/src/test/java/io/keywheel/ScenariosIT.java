package io.keywheel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.provider.Providers;
import io.keywheel.sim.Demo;
import io.keywheel.sim.Look;
import io.keywheel.sim.Scenario;
import io.keywheel.sim.Scenarios;
import io.keywheel.sim.SidecarStart;
import io.keywheel.sim.Totals;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The demo's scenarios before the real sidecar, in a shorter time. */
class ScenariosIT {
    private static final Pattern PART = Pattern.compile("(\\d+) of (\\d+) served");
    private static final Pattern KEY = Pattern.compile("sim-[a-d] (\\d+) ·");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
    }

    @Test
    void onABusyDayNobodyIsRefusedInItsCalmParts() throws Exception {
        Totals totals = run(Scenarios.BUSY_DAY.within(Duration.ofSeconds(20)));

        String story = String.join("\n", lines);
        assertThat(lines).as(story).hasSizeLessThanOrEqualTo(14);
        assertThat(lines.stream().filter(l -> PART.matcher(l).find())).as(story).hasSize(8);
        assertThat(lines.stream().filter(l -> PART.matcher(l).find() && !l.contains("rush, ")))
                .as(story)
                .allSatisfy(l -> {
                    Matcher part = PART.matcher(l);
                    assertThat(part.find()).isTrue();
                    assertThat(part.group(1)).isEqualTo(part.group(2));
                });
        assertThat(sum(PART, 2)).as(story).isEqualTo(totals.requests());
        assertThat(sum(PART, 1)).as(story).isEqualTo(totals.requests() - totals.errors());
        assertThat(sum(KEY, 1)).as(story).isEqualTo(sum(PART, 1));
    }

    @Test
    void whenAllKeysAreDeadCallersAreToldWhenToComeBackAndItIsTrue() throws Exception {
        Totals totals = run(Scenarios.ALL_KEYS_DEAD.within(Duration.ofSeconds(10)));

        assertThat(totals.errors()).isPositive();
        assertThat(lines)
                .anySatisfy(l -> assertThat(l).contains("every key rests", "told: back in ", "caller saw: 429"))
                .anySatisfy(l -> assertThat(l).contains("/chat asked for a moment's patience", "caller saw: 200"))
                .anySatisfy(l -> assertThat(l).contains("is back after", "as told", "caller saw: 200"));
    }

    private int sum(Pattern pattern, int group) {
        return lines.stream()
                .flatMap(line -> pattern.matcher(line).results())
                .mapToInt(found -> Integer.parseInt(found.group(group)))
                .sum();
    }

    private Totals run(Scenario scenario) throws Exception {
        SidecarStart start = (settings, listener) -> {
            Sidecar sidecar = new Sidecar(settings, Sidecar.vertx(), why -> {});
            return sidecar.start(listener).map(sidecar);
        };
        Demo demo = new Demo(vertx, start, Providers.groq(), Look.PLAIN, lines::add);
        try {
            return demo.run(new Demo.Options(scenario, 1, 0))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, SECONDS);
        } finally {
            demo.stop().toCompletionStage().toCompletableFuture().get(10, SECONDS);
        }
    }
}
