package io.keywheel.pool;

import io.keywheel.pool.Dimension.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One organisation's limits as the bench's fake provider counts and prints them, by virtual seconds. */
final class YieldOrganisation {
    private static final double HAIR = 1e-9;
    private static final double UNLIMITED_REQUESTS = 14_400;
    private static final double UNLIMITED_TOKENS = 18_000_000;

    /** A limit and what is used of it. */
    private static final class Meter {
        private YieldWorld.Limit limit;
        private double used;
        private double at;
        private double window = -1;
        private double reset;

        private Meter(YieldWorld.Limit limit) {
            this.limit = limit;
        }

        private void roll(double now) {
            used = usedAt(now);
            window = windowAt(now);
            at = now;
        }

        private double usedAt(double now) {
            if (!limit.bucket()) return windowAt(now) == window ? used : 0;
            return Math.max(0, used - (now - at) * limit.amount() / limit.seconds());
        }

        private double windowAt(double now) {
            return Math.floor((now + limit.phase()) / limit.seconds());
        }

        private double left(double now) {
            return (windowAt(now) + 1) * limit.seconds() - limit.phase() - now;
        }

        /** Seconds until it admits {@code cost}, reckoned as in the refusals; 0 where it does now. */
        private double wait(double cost, double now) {
            double over = usedAt(now) + cost - limit.amount();
            if (over <= HAIR) return 0;
            return limit.bucket() ? over * limit.seconds() / limit.amount() : left(now);
        }

        private void print(double now) {
            reset = limit.bucket() ? used * limit.seconds() / limit.amount() : left(now);
        }

        private double cost(long tokens) {
            return limit.unit() == Unit.REQUESTS ? 1 : tokens;
        }
    }

    private final String spoken;
    private final List<Meter> meters = new ArrayList<>();

    YieldOrganisation(YieldWorld.Organisation of) {
        this.spoken = of.spoken();
        for (YieldWorld.Limit limit : of.limits()) meters.add(new Meter(limit));
    }

    /** Other limits from now on; what is used of them stays used. */
    void change(List<YieldWorld.Limit> limits) {
        for (int i = 0; i < meters.size(); i++) meters.get(i).limit = limits.get(i);
    }

    /** Takes {@code tokens} of every limit, or of none and gives the refusal. */
    Optional<Verdict> admit(long tokens, double now, YieldWorld.Refusals say) {
        Meter refusing = null;
        for (Meter meter : meters) {
            meter.roll(now);
            double wait = meter.wait(meter.cost(tokens), now);
            if (wait > 0 && (refusing == null || wait > refusing.wait(refusing.cost(tokens), now))) refusing = meter;
        }
        for (Meter meter : meters) {
            if (refusing == null) meter.used += meter.cost(tokens);
            meter.print(now);
        }
        return Optional.ofNullable(refusing).map(meter -> refusal(meter, tokens, now, say));
    }

    /** What was admitted and not produced. */
    void giveBack(long tokens) {
        for (Meter meter : meters) if (meter.limit.unit() == Unit.TOKENS) meter.used = Math.max(0, meter.used - tokens);
    }

    /** When it would admit such a request, if nobody else came, in virtual seconds. */
    double admitsAt(long tokens, double now) {
        double wait = 0;
        for (Meter meter : meters) {
            double cost = meter.cost(tokens);
            if (cost > meter.limit.amount()) return Double.POSITIVE_INFINITY;
            wait = Math.max(wait, meter.wait(cost, now));
        }
        return now + wait;
    }

    /** How many requests of that many tokens are left; what is unlimited has room for all. */
    double room(long tokens, double now) {
        double room = Double.MAX_VALUE;
        for (Meter meter : meters) {
            room = Math.min(room, (meter.limit.amount() - meter.usedAt(now)) / meter.cost(tokens));
        }
        return room;
    }

    /** The headers. Their resets are those of the last admission, as the fake provider's are. */
    List<Observation> headers() {
        return List.of(
                header(Unit.REQUESTS, Dimension.REQUESTS_PER_DAY, UNLIMITED_REQUESTS),
                header(Unit.TOKENS, Dimension.TOKENS_PER_MINUTE, UNLIMITED_TOKENS));
    }

    /** The headers of an exact provider: its told limits as they stand now. */
    List<Observation> headers(double now) {
        List<Observation> told = new ArrayList<>();
        for (Meter meter : meters) {
            meter.roll(now);
            meter.print(now);
            if (meter.limit.told()) told.add(header(meter));
        }
        return told;
    }

    private static Observation header(Meter meter) {
        Dimension label =
                meter.limit.unit() == Unit.REQUESTS ? Dimension.REQUESTS_PER_DAY : Dimension.TOKENS_PER_MINUTE;
        double amount = meter.limit.amount();
        return new Observation(label, amount, Math.max(0, Math.floor(amount - meter.used)), printed(meter.reset));
    }

    /** What is left of the told limit of this unit; nothing where none is told. */
    Optional<Double> left(Unit unit, double now) {
        return meters.stream()
                .filter(m -> m.limit.told() && m.limit.unit() == unit)
                .map(m -> m.limit.amount() - m.usedAt(now))
                .findFirst();
    }

    private Observation header(Unit unit, Dimension label, double unlimited) {
        for (Meter meter : meters) {
            if (meter.limit.unit() != unit || !meter.limit.told()) continue;
            double amount = meter.limit.amount();
            return new Observation(label, amount, Math.max(0, Math.floor(amount - meter.used)), printed(meter.reset));
        }
        double reset = 0;
        for (Meter meter : meters) if (!meter.limit.bucket()) reset = meter.reset;
        return new Observation(label, unlimited, unlimited - 1, printed(reset));
    }

    private Verdict refusal(Meter meter, long tokens, double now, YieldWorld.Refusals say) {
        Dimension dimension =
                meter.limit.unit() == Unit.REQUESTS ? Dimension.REQUESTS_PER_MINUTE : Dimension.TOKENS_PER_MINUTE;
        double cost = meter.cost(tokens);
        boolean numbers = say == YieldWorld.Refusals.NUMBERS;
        boolean bare = say == YieldWorld.Refusals.BARE;
        boolean never = cost > meter.limit.amount() && numbers;
        LimitNumbers stated = new LimitNumbers(
                (long) meter.limit.amount(), OptionalLong.of((long) Math.ceil(meter.used)), OptionalLong.of((long)
                        cost));
        return new Verdict(
                never ? Outcome.REQUEST_REJECTED : Outcome.RATE_LIMITED,
                never ? Reach.NOBODY : Reach.GROUP_MODEL,
                bare ? Dimension.UNSTATED : dimension,
                bare || never ? OptionalLong.empty() : OptionalLong.of(printed(meter.wait(cost, now))),
                429,
                "rate_limit_exceeded",
                "",
                numbers ? Optional.of(stated) : Optional.empty(),
                numbers ? new Account("org_" + spoken, "") : Account.EMPTY);
    }

    /** Milliseconds, rounded as Groq prints durations: 2m59.56s, 7.66s, 340ms. */
    static long printed(double seconds) {
        if (seconds < 1) return (long) Math.ceil(seconds * 1_000);
        return Math.round(seconds * 100) * 10;
    }
}
