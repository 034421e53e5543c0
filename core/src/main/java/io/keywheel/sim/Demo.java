package io.keywheel.sim;

import io.keywheel.pool.PoolKey;
import io.keywheel.provider.Dialect;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** The real sidecar before the simulated provider, with traffic of its own, told as a story. Everything runs in one context. */
public final class Demo {
    private static final Pace PACE = new Pace(40, 8);

    /** How the demo runs: the scenario in the time that it is to take, the number of members, the first one's port (0: any). */
    public record Options(Scenario scenario, int nodes, int port) {}

    private final Vertx vertx;
    private final Context context;
    private final Dialect dialect;
    private final Look look;
    private final Consumer<String> out;
    private final Members members;

    /** @param out takes each line of the story */
    public Demo(Vertx vertx, SidecarStart start, Dialect dialect, Look look, Consumer<String> out) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.dialect = dialect;
        this.look = look;
        this.out = out;
        this.members = new Members(start);
    }

    /** Completes with what callers saw when the story is over; the demo goes on serving until {@link #stop}. */
    public Future<Totals> run(Options options) {
        Promise<Totals> end = Promise.promise();
        List<SimKey> keys = DemoKeys.made(options.scenario().cast());
        Performance performance = new Performance(vertx, options.scenario(), look, out);
        context.runOnContext(v -> SimulatedProvider.start(vertx, provider(options.scenario(), keys))
                .compose(provider -> begin(provider, options, keys, performance).map(provider))
                .onSuccess(
                        provider -> play(performance, provider, keys, options).onComplete(end))
                .onFailure(end::fail));
        return end.future();
    }

    /** Stops the members and removes their data. */
    public Future<Void> stop() {
        return members.stop();
    }

    private static SimulatedProvider.Options provider(Scenario scenario, List<SimKey> keys) {
        return new SimulatedProvider.Options(
                0, Nature.of(keys, scenario.cast().quotas()).paced(PACE));
    }

    private Future<Void> begin(
            SimulatedProvider provider, Options options, List<SimKey> keys, Performance performance) {
        Scenario scenario = options.scenario();
        List<PoolKey> pooled = keys.stream()
                .map(key -> DemoKeys.pooled(key, scenario.cast().declared()))
                .toList();
        DemoSettings settings = new DemoSettings(provider.baseUrl(), dialect, pooled, scenario.patience());
        StoryListener listener =
                new StoryListener(performance::now, h -> context.runOnContext(v -> performance.tell(h)));
        return members.start(settings, options.nodes(), options.port(), listener);
    }

    private Future<Totals> play(
            Performance performance, SimulatedProvider provider, List<SimKey> keys, Options options) {
        Cast cast = options.scenario().cast();
        Prologue.lines(members, keys, cast, options.nodes()).forEach(line -> out.accept(look.text(line)));
        Stage stage = new Stage(provider.script(), keys, members, performance::staged);
        return performance.play(stage, members, provider::stats);
    }
}
