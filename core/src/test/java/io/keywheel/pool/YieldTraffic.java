package io.keywheel.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * What callers ask: Poisson arrivals, the very ones of the bench where the sizes are its own.
 *
 * @param seconds how long they come
 * @param burst requests that come at once instead; 0 for none
 * @param bytesPerToken the provider's own reckoning, drawn from this range for each request
 * @param steps by which factor the load grows from which second on
 */
record YieldTraffic(double seconds, int burst, Sizes sizes, Range bytesPerToken, List<Step> steps) {
    private static final double SHORT_PROMPT = 256;

    /** How large the requests are. */
    enum Sizes {
        /** A prompt of 256 tokens, 128 more at most. */
        EVEN(SHORT_PROMPT + 128),
        /** The same prompt, 16 to 2048 more at most, log-uniformly. */
        MIXED(SHORT_PROMPT + 2_032 / Math.log(128)),
        /** Prompts of 1 to 32 KiB, log-uniformly, 128 more at most. */
        PROMPTS(31_744 / Math.log(32) / 4 + 128);

        /** By four bytes a token. */
        final double meanTokens;

        Sizes(double meanTokens) {
            this.meanTokens = meanTokens;
        }
    }

    record Range(double least, double most) {}

    record Step(double from, double factor) {}

    static YieldTraffic of(Sizes sizes, double seconds) {
        return new YieldTraffic(seconds, 0, sizes, new Range(4, 4), List.of());
    }

    static YieldTraffic burst(int requests) {
        return new YieldTraffic(0, requests, Sizes.EVEN, new Range(4, 4), List.of());
    }

    YieldTraffic lasting(double other) {
        return new YieldTraffic(other, burst, sizes, bytesPerToken, steps);
    }

    YieldTraffic bytesPerToken(double least, double most) {
        return new YieldTraffic(seconds, burst, sizes, new Range(least, most), steps);
    }

    YieldTraffic steps(Step... loads) {
        return new YieldTraffic(seconds, burst, sizes, bytesPerToken, List.of(loads));
    }

    /** @param perSecond what the pool's limits allow in all */
    List<YieldRequest> arrivals(double perSecond, double load, long seed, double from) {
        Mulberry random = new Mulberry(seed * 1_000 + Math.round(load * 100));
        List<YieldRequest> list = new ArrayList<>();
        for (int i = 0; i < burst; i++) list.add(request(from, random));
        double at = gap(0, load * perSecond, random);
        while (at < seconds) {
            list.add(request(from + at, random));
            at += gap(at, load * perSecond, random);
        }
        return list;
    }

    private double gap(double at, double rate, Mulberry random) {
        double factor = 1;
        for (Step step : steps) if (at >= step.from()) factor = step.factor();
        return -Math.log(1 - random.next()) / (rate * factor);
    }

    private YieldRequest request(double at, Mulberry random) {
        long max = sizes == Sizes.MIXED ? Math.round(16 * Math.pow(128, random.next())) : 128;
        long bytes = sizes == Sizes.PROMPTS
                ? Math.round(1_024 * Math.pow(32, random.next()))
                : 1_020 + String.valueOf(max).length();
        double each = bytesPerToken.least();
        if (bytesPerToken.most() > each) each += random.next() * (bytesPerToken.most() - each);
        return new YieldRequest(at, bytes, (long) Math.ceil(bytes / each), max);
    }

    /** The bench's random numbers, so that a seed means the same there and here. */
    private static final class Mulberry {
        private int seed;

        private Mulberry(long seed) {
            this.seed = (int) seed;
        }

        private double next() {
            seed += 0x6d2b79f5;
            int t = (seed ^ (seed >>> 15)) * (1 | seed);
            t = (t + (t ^ (t >>> 7)) * (61 | t)) ^ t;
            return (double) ((t ^ (t >>> 14)) & 0xffff_ffffL) / 4_294_967_296.0;
        }
    }
}
