package io.keywheel.sim;

import static io.keywheel.sim.Act.Whose.CURRENT;
import static io.keywheel.sim.Act.Whose.EVERY;

import io.keywheel.sim.Act.Break;
import io.keywheel.sim.Act.CutQuota;
import io.keywheel.sim.Act.EndFaults;
import io.keywheel.sim.Act.Refuse;
import io.keywheel.sim.Act.RestoreQuotas;
import io.keywheel.sim.Act.Revoke;
import io.keywheel.sim.Act.StopMember;
import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import io.keywheel.sim.FaultOrder.Narrow;
import io.keywheel.sim.Look.Glyph;
import io.keywheel.sim.Scenario.Step;
import io.keywheel.sim.Trouble.Ends;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenarios, as data. */
public final class Scenarios {
    /** Far more than the demo's traffic needs: only the script makes a quota run out. */
    private static final Quotas PLENTY = Quotas.of(
            Allowance.bucket(Unit.REQUESTS, 6_000, Per.MINUTE),
            Allowance.bucket(Unit.REQUESTS, 1_000_000, Per.DAY),
            Allowance.bucket(Unit.TOKENS, 1_000_000, Per.MINUTE));

    private static final Load FOUR_A_SECOND = Load.steady(4);
    private static final Cast FOUR = new Cast(
            List.of("org-amber", "org-birch", "org-cedar", "org-delta"),
            true,
            PLENTY,
            "an organisation each · 4 requests a second");

    private static final Step SLOW = step(
            53, new Break(FaultOrder.of(Fault.SLOW).times(1), trouble("the provider took 2 s to answer", Ends.WAIT)));
    private static final Step MEMBER = step(53, new StopMember());

    /** Every way in which a key or a provider fails, one after the other, and no caller notices. */
    public static final Scenario DEMO = demo(SLOW);

    /** The same with several members, of which one is stopped. */
    public static final Scenario MEMBERS = demo(MEMBER);

    /** Nothing can serve for 20 s: callers are told so, truly. */
    public static final Scenario ALL_KEYS_DEAD = new Scenario(
            "all-keys-dead",
            Duration.ofSeconds(30),
            FOUR,
            FOUR_A_SECOND,
            Duration.ZERO,
            true,
            List.of(
                    step(4, new Refuse(EVERY, FaultOrder.of(Fault.RATE_LIMITED).millis(20_000))),
                    step(24, new EndFaults())));

    /** A request takes about 75 tokens, so that these are four requests a second, and less than one. */
    private static final Quotas TIGHT =
            Quotas.of(tokensInSixSeconds(1_800)).with("org-delta", Terms.of(tokensInSixSeconds(360)));

    /** From midnight to midnight in a minute. The pool is not told that two keys share one quota. */
    public static final Scenario BUSY_DAY = new Scenario(
            "busy-day",
            Duration.ofSeconds(60),
            new Cast(
                    List.of("org-amber", "org-amber", "org-cedar", "org-delta"),
                    false,
                    TIGHT,
                    "sim-a and sim-b share one quota, sim-d has little · a whole day"),
            Load.day()
                    .then("night", 13, 1)
                    .then("morning", 8, 3)
                    .then("forenoon", 9, 6)
                    .then("lunch", 6, 3)
                    .thenRush("rush", 4, 16)
                    .then("afternoon", 6, 5)
                    .thenRush("closing rush", 4, 28)
                    .then("evening", 10, 2)
                    .load(),
            Duration.ofSeconds(10),
            false,
            List.of());

    private static final List<Scenario> ALL = List.of(DEMO, ALL_KEYS_DEAD, BUSY_DAY);

    private Scenarios() {}

    /** The scenario of that name, as it runs with so many members. */
    public static Optional<Scenario> named(String name, int members) {
        if (name.equals(DEMO.name())) return Optional.of(members > 1 ? MEMBERS : DEMO);
        return ALL.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    public static String names() {
        return ALL.stream().map(Scenario::name).collect(Collectors.joining(", "));
    }

    private static Scenario demo(Step end) {
        Stream<Step> steps = Stream.of(
                step(5, new CutQuota(CURRENT, 3)),
                step(14, new Revoke(CURRENT)),
                step(
                        23,
                        new Break(
                                FaultOrder.of(Fault.UNAVAILABLE).times(2),
                                trouble("the provider was down (503)", Ends.RETRY))),
                step(25, new RestoreQuotas()),
                step(
                        31,
                        new Break(
                                FaultOrder.of(Fault.ERROR_IN_200).times(1).only(Narrow.STREAMS),
                                trouble("a stream broke before its first word", Ends.RETRY))),
                step(
                        38,
                        new Break(
                                FaultOrder.of(Fault.RESET).times(1).only(Narrow.REUSED),
                                trouble("a connection was cut, unanswered", Ends.RETRY))),
                step(45, new Refuse(CURRENT, FaultOrder.of(Fault.NO_CREDIT).times(1))),
                end);
        return new Scenario(
                "demo", Duration.ofSeconds(60), FOUR, FOUR_A_SECOND, Duration.ofSeconds(10), false, steps.toList());
    }

    private static Allowance tokensInSixSeconds(long limit) {
        return Allowance.bucket(Unit.TOKENS, limit, Per.MINUTE.lasting(Duration.ofSeconds(6)));
    }

    private static Step step(int second, Act act) {
        return new Step(Duration.ofSeconds(second), act);
    }

    private static Trouble trouble(String what, Ends ends) {
        return new Trouble(Glyph.AWAY, what, ends);
    }
}
