package io.keywheel.sim;

import java.time.Duration;
import java.util.List;

/**
 * What happens while the demo runs: who plays, how much callers ask for, and a list of timed steps. Knows no clock, so that it runs
 * in virtual time too.
 *
 * @param provesRefusals whether it is about callers that cannot be served, so that refusals are no failure
 */
public record Scenario(
        String name,
        Duration length,
        Cast cast,
        Load load,
        Duration patience,
        boolean provesRefusals,
        List<Step> steps) {

    /** One thing, at its time. */
    record Step(Duration at, Act act) {}

    /** What is due after {@code from}, up to and including {@code to}. */
    List<Act> due(Duration from, Duration to) {
        return steps.stream()
                .filter(s -> s.at().compareTo(from) > 0 && s.at().compareTo(to) <= 0)
                .map(Step::act)
                .toList();
    }

    /** Whether it is about callers such as this one, who may be refused. */
    boolean excuses(Seen seen) {
        return provesRefusals || load.isRushAt(seen.began());
    }

    /** The same in another time: what a script cuts comes back faster, too, and a day's load and quotas keep their proportion. */
    public Scenario within(Duration other) {
        double factor = (double) other.toMillis() / length.toMillis();
        List<Step> scaled = steps.stream()
                .map(s -> new Step(scaled(s.at(), factor), scaled(s.act(), factor)))
                .toList();
        Cast inTime = load.isDay() ? cast.within(factor) : cast;
        return new Scenario(name, other, inTime, load.within(factor), patience, provesRefusals, scaled);
    }

    static Duration scaled(Duration time, double factor) {
        return Duration.ofMillis(Math.round(time.toMillis() * factor));
    }

    private static Act scaled(Act act, double factor) {
        if (act instanceof Act.CutQuota cut)
            return new Act.CutQuota(cut.whose(), (int) Math.max(1, Math.round(cut.perMinute() / factor)));
        if (act instanceof Act.Refuse refuse)
            return new Act.Refuse(refuse.whose(), refuse.order().within(factor));
        return act;
    }
}
