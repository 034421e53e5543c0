package io.keywheel.sim;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One scenario as it is played, in one context: its traffic, its steps in time, and what is told of them. */
final class Performance {
    private static final int STORY_LINES = 7;
    private static final int LINES_AFTERWARDS = 200;
    private static final int SEND_AFTERWARDS_MILLIS = 1_000;
    private static final int WARM_UPS = 4;
    private static final int TICK_MILLIS = 50;
    private static final String SERVED = "200";
    private static final String REFUSED = "429";

    private final Vertx vertx;
    private final Scenario scenario;
    private final Look look;
    private final Consumer<String> out;
    private final Story story;
    private final Diary diary;
    private final long made = System.nanoTime();
    private Map<String, Map<String, Long>> before = Map.of();
    private volatile Duration begin = Duration.ZERO;
    private Duration stepsDone = Duration.ZERO;
    private int sent;

    Performance(Vertx vertx, Scenario scenario, Look look, Consumer<String> out) {
        this.vertx = vertx;
        this.scenario = scenario;
        this.look = look;
        this.out = out;
        // A day is told by its diary; the story counts, and tells what comes after.
        this.story = new Story(look, scenario.load().isDay() ? 0 : STORY_LINES, scenario::excuses);
        this.diary = new Diary(look, scenario.load());
    }

    /** Since the first request could have been sent. */
    Duration now() {
        return Duration.ofNanos(System.nanoTime() - made).minus(begin);
    }

    void tell(Happening happening) {
        story.tell(happening).forEach(out);
    }

    void staged(Trouble trouble) {
        tell(new Happening.Staged(now(), trouble));
    }

    /** Completes when every caller has an answer; then callers go on, seldom. */
    Future<Totals> play(Stage stage, Members members, Supplier<Map<String, Map<String, Long>>> stats) {
        Traffic traffic = new Traffic(vertx, members::ports, this::now, seen -> seen(stage, seen));
        return warmUp(members).compose(v -> play(stage, traffic, stats));
    }

    /** The first requests of a process are slow; a day, which tells how slow its requests are, begins after them. */
    private Future<Void> warmUp(Members members) {
        Promise<Void> warm = Promise.promise();
        Traffic first = new Traffic(vertx, members::ports, this::now, seen -> {});
        for (int i = 0; i < (scenario.load().isDay() ? WARM_UPS : 0); i++) first.send(now());
        whenAnswered(first, () -> first.stop().onComplete(warm));
        return warm.future();
    }

    private Future<Totals> play(Stage stage, Traffic traffic, Supplier<Map<String, Map<String, Long>>> stats) {
        begin = Duration.ofNanos(System.nanoTime() - made);
        before = stats.get();
        Promise<Totals> end = Promise.promise();
        vertx.setPeriodic(TICK_MILLIS, timer -> {
            does(stage, traffic);
            story.tell(now()).forEach(out);
            if (!end.future().isComplete() && isOver(traffic)) finish(traffic, stats.get(), end);
            else if (scenario.load().isDay())
                diary.tell(now(), refused(stats.get())).forEach(out);
        });
        return end.future();
    }

    private void whenAnswered(Traffic traffic, Runnable then) {
        if (!traffic.isOpen()) then.run();
        else vertx.setTimer(TICK_MILLIS, timer -> whenAnswered(traffic, then));
    }

    private void seen(Stage stage, Seen seen) {
        stage.serves(seen.key());
        diary.answered(seen);
        tell(new Happening.Answered(seen));
    }

    /** What is due by now and was not done yet. */
    private void does(Stage stage, Traffic traffic) {
        Duration now = now().compareTo(scenario.length()) < 0 ? now() : scenario.length();
        scenario.due(stepsDone, now).forEach(stage::does);
        stepsDone = now;
        for (int due = scenario.load().dueBy(now); sent < due; sent++) send(traffic);
    }

    private void send(Traffic traffic) {
        Duration now = now();
        diary.sent(now);
        traffic.send(now);
    }

    private boolean isOver(Traffic traffic) {
        return now().compareTo(scenario.length()) >= 0 && !traffic.isOpen();
    }

    /** The last line stands alone; a user's own requests are told after it. */
    private void finish(Traffic traffic, Map<String, Map<String, Long>> stats, Promise<Totals> end) {
        if (scenario.load().isDay()) {
            diary.tell(now(), refused(stats)).forEach(out);
            out.accept(look.text(calls(stats)));
        }
        out.accept(story.last(now()));
        Totals totals = story.totals();
        story.allow(LINES_AFTERWARDS);
        vertx.setPeriodic(SEND_AFTERWARDS_MILLIS, timer -> send(traffic));
        end.complete(totals);
    }

    private static long refused(Map<String, Map<String, Long>> stats) {
        return stats.values().stream()
                .mapToLong(ends -> ends.getOrDefault(REFUSED, 0L))
                .sum();
    }

    private String calls(Map<String, Map<String, Long>> stats) {
        StringBuilder line = new StringBuilder("  calls     served by");
        stats.forEach((key, ends) -> {
            long warm = before.getOrDefault(key, Map.of()).getOrDefault(SERVED, 0L);
            line.append(" %s %d ·".formatted(key, ends.getOrDefault(SERVED, 0L) - warm));
        });
        return line.append(" refused ").append(refused(stats)).toString();
    }
}
