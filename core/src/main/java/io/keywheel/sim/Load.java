package io.keywheel.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many requests callers send, one part of the time after the other. Knows no clock. */
record Load(List<Part> parts) {

    /**
     * A time in which callers send steadily.
     *
     * @param name empty where there is nothing to tell of it
     * @param isRush whether more is asked for than there is, so that refusals are no failure
     */
    record Part(String name, Duration from, Duration until, double perSecond, boolean isRush) {

        double dueBy(Duration now) {
            Duration spent = now.compareTo(until) < 0 ? now.minus(from) : until.minus(from);
            return spent.isNegative() ? 0 : perSecond * spent.toMillis() / 1_000;
        }

        private Part within(double factor) {
            return new Part(
                    name, Scenario.scaled(from, factor), Scenario.scaled(until, factor), perSecond / factor, isRush);
        }
    }

    /** Builds a day, part by part. */
    record Day(List<Part> parts) {

        Day then(String name, int seconds, double perSecond) {
            return plus(name, seconds, perSecond, false);
        }

        Day thenRush(String name, int seconds, double perSecond) {
            return plus(name, seconds, perSecond, true);
        }

        Load load() {
            return new Load(parts);
        }

        private Day plus(String name, int seconds, double perSecond, boolean isRush) {
            Duration from = parts.isEmpty()
                    ? Duration.ZERO
                    : parts.get(parts.size() - 1).until();
            List<Part> all = new ArrayList<>(parts);
            all.add(new Part(name, from, from.plusSeconds(seconds), perSecond, isRush));
            return new Day(List.copyOf(all));
        }
    }

    static Day day() {
        return new Day(List.of());
    }

    /** The same all the time, however long it is. */
    static Load steady(double perSecond) {
        return new Load(List.of(new Part("", Duration.ZERO, Duration.ofDays(1), perSecond, false)));
    }

    /** Whether its parts are worth telling. */
    boolean isDay() {
        return parts.size() > 1;
    }

    /** How many requests should have been sent. */
    int dueBy(Duration now) {
        // A part is due whole at its end, whatever a sum of fractions makes of it.
        return (int) Math.floor(parts.stream().mapToDouble(p -> p.dueBy(now)).sum() + 1e-6);
    }

    boolean isRushAt(Duration time) {
        return parts.get(indexAt(time)).isRush();
    }

    int indexAt(Duration time) {
        int index = 0;
        while (index < parts.size() - 1 && parts.get(index).until().compareTo(time) <= 0) index++;
        return index;
    }

    /** A day in another time has as many requests; a steady load only ends sooner or later. */
    Load within(double factor) {
        return isDay() ? new Load(parts.stream().map(p -> p.within(factor)).toList()) : this;
    }
}
