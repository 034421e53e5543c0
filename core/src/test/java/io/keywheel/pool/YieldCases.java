package io.keywheel.pool;

import io.keywheel.pool.YieldCase.Phase;
import io.keywheel.pool.YieldTraffic.Sizes;
import io.keywheel.pool.YieldTraffic.Step;
import io.keywheel.pool.YieldWorld.Answering;
import io.keywheel.pool.YieldWorld.Limit;
import io.keywheel.pool.YieldWorld.Organisation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The cases: first those of the bench, each as it configures the provider, then ours. */
final class YieldCases {
    static final double SECONDS = 30;
    static final double WINDOW = 5;
    static final double LIMIT = 100;
    private static final double TOKENS = LIMIT * 675;

    static final List<String> BENCH =
            List.of("requests", "tokens", "bucket", "org", "invalid", "small", "herd", "herd4", "dead");

    private static final Map<String, Function<String, YieldCase>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("requests", n -> steady(n, world(5, i -> requests())));
        ALL.put("tokens", n -> tokens(n, world(5, i -> Limit.tokens(TOKENS, WINDOW))));
        ALL.put("bucket", n -> steady(n, world(5, i -> requests().asBucket())));
        ALL.put("org", n -> steady(n, shared(world(5, i -> requests()), "gsk_2", "o1")));
        ALL.put("invalid", n -> steady(n, unknown(world(5, i -> requests()), "gsk_3")));
        ALL.put("small", n -> steady(n, world(5, i -> Limit.requests(i == 2 ? LIMIT / 10 : LIMIT, WINDOW))));
        ALL.put("herd", n -> burst(n, 0, "o1"));
        ALL.put("herd4", n -> burst(n, 0, "o1", "o2", "o3", "o4"));
        ALL.put("dead", n -> burst(n, 3, "o1", "o2", "o3", "o4", "o5"));
        // What the prototype left open.
        ALL.put("shared3", n -> steady(n, shared(world(3, i -> requests().asBucket()), "gsk_2", "o1")));
        ALL.put(
                "slow",
                n -> steady(n, world(5, i -> requests().asBucket())).answering(Answering.STANDARD.latency(1_000)));
        // Several kinds of limits in one pool.
        ALL.put(
                "tokenbucket",
                n -> tokens(n, world(5, i -> Limit.tokens(TOKENS, WINDOW).asBucket())));
        ALL.put("phases", n -> steady(n, world(5, i -> requests().shifted(i))));
        ALL.put("mixture", n -> tokens(n, mixture()));
        ALL.put("both", n -> tokens(n, both()));
        ALL.put("hidden", n -> steady(n, hidden()));
        ALL.put("falselink", n -> steady(n, falseLink()));
        ALL.put(
                "many",
                n -> steady(
                        n, world(20, i -> i % 2 == 0 ? requests() : requests().asBucket())));
        // Token estimates that are wrong, and answers shorter than what they were allowed.
        ALL.put(
                "dense",
                n -> prompts(n).traffic(YieldTraffic.of(Sizes.PROMPTS, SECONDS).bytesPerToken(2, 2)));
        ALL.put(
                "sparse",
                n -> prompts(n).traffic(YieldTraffic.of(Sizes.PROMPTS, SECONDS).bytesPerToken(6, 6)));
        ALL.put(
                "varied",
                n -> prompts(n).traffic(YieldTraffic.of(Sizes.PROMPTS, SECONDS).bytesPerToken(2, 6)));
        ALL.put(
                "short",
                n -> tokens(n, world(5, i -> Limit.tokens(TOKENS, WINDOW).asBucket()))
                        .answering(Answering.STANDARD.produced(0.05, false)));
        ALL.put(
                "returned",
                n -> tokens(n, world(5, i -> Limit.tokens(TOKENS, WINDOW).asBucket()))
                        .answering(Answering.STANDARD.produced(0.05, true)));
        ALL.put("jitter", n -> steady(n, world(5, i -> requests())).answering(Answering.STANDARD.jitter(20)));
        // What changes in mid-run.
        ALL.put("lowered", n -> steady(n, world(5, i -> requests().asBucket())).phases(limits(10, LIMIT / 4)));
        ALL.put("raised", n -> steady(n, world(5, i -> requests().asBucket())).phases(limits(10, LIMIT * 4)));
        ALL.put("revoked", n -> steady(n, world(5, i -> requests())).phases(revoked(10)));
        ALL.put("restored", n -> steady(n, world(5, i -> requests())).phases(revoked(8), restored(15)));
        ALL.put(
                "steps",
                n -> steady(n, world(5, i -> requests().asBucket()))
                        .traffic(YieldTraffic.of(Sizes.EVEN, SECONDS)
                                .steps(new Step(0, 0.2), new Step(8, 2), new Step(14, 0.3), new Step(20, 1.5))));
        ALL.put(
                "busyday",
                n -> tokens(n, mixture())
                        .traffic(YieldTraffic.of(Sizes.MIXED, SECONDS)
                                .steps(new Step(0, 0.3), new Step(10, 1.5), new Step(20, 0.8)))
                        .phases(revoked(12), restored(18)));
    }

    private YieldCases() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static YieldCase named(String name) {
        Function<String, YieldCase> maker = ALL.get(name);
        if (maker == null) throw new IllegalArgumentException("no case " + name + "; there are " + ALL.keySet());
        return maker.apply(name);
    }

    private static Limit requests() {
        return Limit.requests(LIMIT, WINDOW);
    }

    /** Keys gsk_1 … with an organisation of one limit each. */
    private static YieldWorld world(int keys, Function<Integer, Limit> limit) {
        Map<String, String> organisationOf = new LinkedHashMap<>();
        Map<String, Organisation> organisations = new LinkedHashMap<>();
        for (int i = 1; i <= keys; i++) {
            organisationOf.put("gsk_" + i, "o" + i);
            organisations.put("o" + i, new Organisation("o" + i, List.of(limit.apply(i))));
        }
        return new YieldWorld(organisationOf, organisations, Answering.STANDARD);
    }

    private static YieldWorld shared(YieldWorld world, String key, String organisation) {
        world.organisations().remove(world.keys().put(key, organisation));
        return world;
    }

    private static YieldWorld unknown(YieldWorld world, String key) {
        return shared(world, key, "");
    }

    private static YieldWorld limits(YieldWorld world, String organisation, Limit... limits) {
        world.organisations().put(organisation, new Organisation(organisation, List.of(limits)));
        return world;
    }

    private static YieldCase steady(String name, YieldWorld world) {
        return YieldCase.of(name, world, YieldTraffic.of(Sizes.EVEN, SECONDS));
    }

    private static YieldCase tokens(String name, YieldWorld world) {
        return YieldCase.of(name, world, YieldTraffic.of(Sizes.MIXED, SECONDS));
    }

    private static YieldCase burst(String name, int extra, String... usedUp) {
        List<String> small = List.of(usedUp);
        YieldWorld world = world(5, i -> Limit.requests(small.contains("o" + i) ? 10 : 100_000, 60));
        return YieldCase.of(name, world, YieldTraffic.burst(200)).afterUsingUp(small, extra);
    }

    private static YieldCase prompts(String name) {
        double tokens = LIMIT * Sizes.PROMPTS.meanTokens;
        return tokens(name, world(5, i -> Limit.tokens(tokens, WINDOW).asBucket()));
    }

    /** Windows, buckets, tokens, a shared organisation, a small one and an unknown key. */
    private static YieldWorld mixture() {
        YieldWorld world = world(8, i -> requests());
        limits(world, "o2", requests().asBucket());
        limits(world, "o3", Limit.tokens(TOKENS, WINDOW));
        limits(world, "o4", Limit.tokens(TOKENS, WINDOW).asBucket());
        limits(world, "o5", Limit.requests(LIMIT / 10, WINDOW));
        limits(world, "o6", requests().shifted(2), Limit.tokens(TOKENS, WINDOW).shifted(2));
        return unknown(shared(world, "gsk_7", "o2"), "gsk_8");
    }

    /** Requests and tokens in every organisation; of every second one the requests are in no header. */
    private static YieldWorld both() {
        YieldWorld world = world(5, i -> requests());
        for (int i = 1; i <= 5; i++) {
            Limit requests = requests().asBucket();
            limits(
                    world,
                    "o" + i,
                    i % 2 == 0 ? requests.untold() : requests,
                    Limit.tokens(TOKENS, WINDOW).asBucket());
        }
        return world;
    }

    /** As on Groq: headers tell requests a day, and those a minute, which bind, stand in refusals only. */
    private static YieldWorld hidden() {
        YieldWorld world = world(5, i -> requests());
        for (int i = 1; i <= 5; i++) {
            limits(
                    world,
                    "o" + i,
                    requests().asBucket().untold(),
                    Limit.requests(2e6, 86_400).asBucket());
        }
        return world;
    }

    /** Two organisations that speak of one. */
    private static YieldWorld falseLink() {
        YieldWorld world = world(4, i -> requests().asBucket());
        world.organisations()
                .put("o2", new Organisation("o1", List.of(requests().asBucket())));
        return world;
    }

    private static Phase limits(double at, double amount) {
        List<Limit> changed = List.of(Limit.requests(amount, WINDOW).asBucket());
        List<String> some = new ArrayList<>(List.of("o1", "o2"));
        return new Phase(at, p -> some.forEach(o -> p.change(o, changed)), pool -> {});
    }

    private static Phase revoked(double at) {
        return new Phase(at, p -> p.change("gsk_1", ""), pool -> {});
    }

    /** The provider knows the key again, and a probe finds out. */
    private static Phase restored(double at) {
        return new Phase(at, p -> p.change("gsk_1", "o1"), YieldCases::cleared);
    }

    private static void cleared(KeyPool pool) {
        Rest over = new Rest(Dimension.UNSTATED, Timeline.START, Timeline.START, Outcome.KEY_INVALID, 0, 1_000);
        pool.adopt(new Scope(Reach.KEY, "gsk_1", ""), over);
    }

    /** The keys as a pool has them. */
    static List<PoolKey> keys(YieldWorld world) {
        List<String> names = List.copyOf(world.keys().keySet());
        return IntStream.range(0, names.size())
                .mapToObj(i -> new PoolKey(
                        names.get(i),
                        "groq",
                        "K" + (i + 1),
                        new Secret("fake-" + names.get(i)),
                        QuotaGroup.own(names.get(i)),
                        1,
                        "test",
                        true))
                .toList();
    }
}
