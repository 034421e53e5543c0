package io.keywheel.sim;

import io.keywheel.provider.Dialect;
import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The real sidecar before the simulated provider, with traffic of its own, told as a story. Everything runs in one context. */
public final class Demo {
    private static final int STORY_LINES = 7;
    private static final int LINES_AFTERWARDS = 200;
    private static final int SEND_EVERY_MILLIS = 250;
    private static final int TICK_MILLIS = 50;

    /** Far more than the demo's traffic needs: only the script makes a quota run out. */
    private static final List<Allowance> ALLOWANCES = List.of(
            Allowance.bucket(Unit.REQUESTS, 6_000, Per.MINUTE),
            Allowance.bucket(Unit.REQUESTS, 1_000_000, Per.DAY),
            Allowance.bucket(Unit.TOKENS, 1_000_000, Per.MINUTE));

    /** How the demo runs: the scenario in the time that it is to take, the number of members, the first one's port (0: any). */
    public record Options(Scenario scenario, int nodes, int port) {}

    private final Vertx vertx;
    private final Context context;
    private final Dialect dialect;
    private final Look look;
    private final Consumer<String> out;
    private final Members members;
    private final List<SimKey> keys = DemoKeys.made();
    private final Story story;
    private final long begin = System.nanoTime();
    private volatile Duration storyBegin = Duration.ZERO;
    private Duration stepsDone = Duration.ZERO;

    /** @param out takes each line of the story */
    public Demo(Vertx vertx, SidecarStart start, Dialect dialect, Look look, Consumer<String> out) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.dialect = dialect;
        this.look = look;
        this.out = out;
        this.members = new Members(start);
        this.story = new Story(look, STORY_LINES);
    }

    /** Completes with what callers saw when the story is over; the demo goes on serving until {@link #stop}. */
    public Future<Totals> run(Options options) {
        Promise<Totals> end = Promise.promise();
        context.runOnContext(v -> SimulatedProvider.start(vertx, provider())
                .compose(provider -> begin(provider, options).map(provider))
                .onSuccess(provider -> play(provider, options, end))
                .onFailure(end::fail));
        return end.future();
    }

    /** Stops the members and removes their data. */
    public Future<Void> stop() {
        return members.stop();
    }

    private SimulatedProvider.Options provider() {
        return new SimulatedProvider.Options(0, keys, ALLOWANCES, LimitHeaders.GROQ, new Pace(40, 8));
    }

    private Future<Void> begin(SimulatedProvider provider, Options options) {
        DemoSettings settings = new DemoSettings(
                provider.baseUrl(), dialect, keys, options.scenario().patience());
        StoryListener listener = new StoryListener(this::now, h -> context.runOnContext(v -> tell(h)));
        return members.start(settings, options.nodes(), options.port(), listener);
    }

    private void play(SimulatedProvider provider, Options options, Promise<Totals> end) {
        storyBegin = Duration.ofNanos(System.nanoTime() - begin);
        Prologue.lines(members, keys, options.nodes()).forEach(line -> out.accept(look.text(line)));
        Stage stage = new Stage(provider.script(), keys, members, t -> tell(new Happening.Staged(now(), t)));
        Traffic traffic = new Traffic(vertx, members::ports, this::now, seen -> {
            stage.serves(seen.key());
            tell(new Happening.Answered(seen));
        });
        vertx.setPeriodic(TICK_MILLIS, timer -> tick(stage, options.scenario()));
        long sending = vertx.setPeriodic(SEND_EVERY_MILLIS, timer -> traffic.send());
        vertx.setTimer(options.scenario().length().toMillis(), timer -> {
            vertx.cancelTimer(sending);
            whenAnswered(traffic, () -> finish(traffic, end));
        });
    }

    private void tick(Stage stage, Scenario scenario) {
        Duration now = now();
        scenario.due(stepsDone, now).forEach(stage::does);
        stepsDone = now;
        story.tell(now).forEach(out);
    }

    private void whenAnswered(Traffic traffic, Runnable then) {
        if (!traffic.isOpen()) then.run();
        else vertx.setTimer(TICK_MILLIS, timer -> whenAnswered(traffic, then));
    }

    /** The last line stands alone; a user's own requests are told after it. */
    private void finish(Traffic traffic, Promise<Totals> end) {
        out.accept(story.last(now()));
        Totals totals = story.totals();
        story.allow(LINES_AFTERWARDS);
        vertx.setPeriodic(4 * SEND_EVERY_MILLIS, timer -> traffic.send());
        end.complete(totals);
    }

    private void tell(Happening happening) {
        story.tell(happening).forEach(out);
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - begin).minus(storyBegin);
    }
}
