package io.keywheel.sim;

import io.keywheel.sim.Admission.Admitted;
import io.keywheel.sim.Admission.Gauge;
import io.keywheel.sim.Admission.Refused;
import io.keywheel.sim.Admission.TooLarge;
import io.keywheel.sim.Allowance.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one organisation has used of one model's limits. A value: {@link #charged} gives the next. */
record Account(List<Meter> meters) {

    static Account fresh(List<Allowance> allowances, long phase, long now) {
        return new Account(
                allowances.stream().map(a -> Meter.empty(a, phase, now)).toList());
    }

    /** The same with a further limit in place of its like, used up at {@code at}. */
    Account cutTo(Allowance left, long at) {
        Stream<Meter> others = meters.stream().filter(m -> !m.allowance().isLike(left));
        return new Account(
                Stream.concat(others, Stream.of(Meter.drained(left, at))).toList());
    }

    Admission admits(Cost cost, long now) {
        Optional<Meter> tooSmall =
                meters.stream().filter(m -> m.canNeverTake(wants(m, cost))).findFirst();
        if (tooSmall.isPresent()) {
            Meter meter = tooSmall.get();
            return new TooLarge(meter.allowance(), wants(meter, cost), gauges(now));
        }
        return meters.stream()
                .filter(m -> m.waitFor(wants(m, cost), now) > 0)
                .max(Comparator.comparingLong(m -> m.waitFor(wants(m, cost), now)))
                .<Admission>map(m -> refused(m, wants(m, cost), now))
                .orElseGet(() -> new Admitted(charged(cost, now).gauges(now)));
    }

    Account charged(Cost cost, long now) {
        return new Account(meters.stream().map(m -> m.take(wants(m, cost), now)).toList());
    }

    /** Gives back what a charge took of tokens beyond those that were used. */
    Account settled(Charge charge, long usedTokens, long now) {
        long spare = Math.max(0, charge.cost().tokens() - usedTokens);
        return new Account(meters.stream()
                .map(m -> m.allowance().unit() == Unit.TOKENS ? m.giveBack(spare, charge.at(), now) : m)
                .toList());
    }

    private Refused refused(Meter meter, long requested, long now) {
        return new Refused(meter.allowance(), meter.used(now), requested, meter.waitFor(requested, now), gauges(now));
    }

    private static long wants(Meter meter, Cost cost) {
        return cost.of(meter.allowance().unit());
    }

    List<Gauge> gauges(long now) {
        return meters.stream()
                .map(m -> new Gauge(m.allowance(), m.remaining(now), m.untilFresh(now)))
                .toList();
    }
}
