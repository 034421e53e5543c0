package io.keywheel.pool;

import io.keywheel.pool.YieldWorld.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** An exact provider in virtual time, with faults of every kind. */
final class WildProvider {

    /** What comes back. */
    record Answer(Verdict verdict, List<Observation> headers, Usage usage, Account account) {}

    /** A rejected key, from one second to another. */
    private record Outage(double from, double to) {
        boolean holds(double now) {
            return now >= from && now < to;
        }
    }

    private final WildWorld world;
    private final Timeline time;
    private final SplittableRandom random;
    private final double latency;
    private final Map<String, YieldOrganisation> organisations = new HashMap<>();
    private final Map<String, Outage> rejected = new HashMap<>();
    private final Map<String, Outage> broke = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();

    WildProvider(WildWorld world, Timeline time, SplittableRandom random) {
        this.world = world;
        this.time = time;
        this.random = random;
        this.latency = 5 + random.nextInt(600);
        for (int i = 0; i < world.keys(); i++) {
            for (String model : WildWorld.MODELS) {
                organisations.computeIfAbsent(name("k" + i, model), n -> organisation(n.substring(0, n.indexOf(' '))));
            }
        }
        if (world.hasFaults()) plan();
    }

    private YieldOrganisation organisation(String name) {
        return new YieldOrganisation(new YieldWorld.Organisation(name, limits()));
    }

    private List<Limit> limits() {
        double seconds = 2 + random.nextInt(30);
        Limit requests = Limit.requests(2 + random.nextInt(30), seconds);
        Limit tokens = Limit.tokens(1_000 + random.nextInt(20_000), 2 + random.nextInt(30));
        List<Limit> limits = new ArrayList<>();
        int kind = random.nextInt(4);
        if (kind != 0) limits.add(shaped(requests, world.refillsRequests()));
        if (kind == 0 || kind == 1) limits.add(shaped(tokens, world.refillsTokens()));
        return limits;
    }

    private Limit shaped(Limit limit, boolean bucket) {
        Limit shifted = limit.shifted(random.nextDouble() * limit.seconds());
        Limit shaped = bucket ? shifted.asBucket() : shifted;
        return random.nextInt(5) == 0 ? shaped.untold() : shaped;
    }

    private void plan() {
        for (int i = 0; i < world.keys(); i++) {
            if (random.nextInt(5) == 0) rejected.put("k" + i, outage());
            if (random.nextInt(8) == 0) broke.put(world.organisation(i), outage());
            for (String model : WildWorld.MODELS) if (random.nextInt(8) == 0) forbidden.add("k" + i + " " + model);
        }
    }

    private Outage outage() {
        double from = random.nextDouble() * WildWorld.SECONDS;
        return new Outage(from, from + random.nextDouble() * WildWorld.SECONDS);
    }

    private String name(String key, String model) {
        return world.organisation(Integer.parseInt(key.substring(1))) + " " + world.family(model);
    }

    YieldOrganisation of(String key, String model) {
        YieldOrganisation organisation = organisations.get(name(key, model));
        if (organisation == null) throw new IllegalArgumentException(key + " " + model);
        return organisation;
    }

    /** Sends a request; its answer comes back in its time, or never where the connection dies. */
    void ask(String key, String model, YieldRequest request, Consumer<Answer> whenAnswered) {
        Consumer<Answer> back = answer -> time.after(way(), () -> whenAnswered.accept(answer));
        time.after(way(), () -> arrived(key, model, request, back));
    }

    private double way() {
        return 0.5 + random.nextDouble() * 4;
    }

    private void arrived(String key, String model, YieldRequest request, Consumer<Answer> leaves) {
        Optional<Verdict> fault = fault(key, model);
        if (fault.isPresent()) {
            leaves.accept(new Answer(fault.get(), List.of(), Usage.NONE, Account.EMPTY));
            return;
        }
        YieldOrganisation organisation = of(key, model);
        Optional<Verdict> refusal = organisation.admit(request.tokens(), time.seconds(), world.refusals());
        if (refusal.isPresent()) {
            leaves.accept(new Answer(refusal.get(), headers(organisation), Usage.NONE, Account.EMPTY));
        } else if (!world.hasFaults() || random.nextInt(60) > 0) {
            serve(key, organisation, request, leaves);
        }
    }

    private Optional<Verdict> fault(String key, String model) {
        double now = time.seconds();
        Outage never = new Outage(0, 0);
        if (rejected.getOrDefault(key, never).holds(now)) return Optional.of(Verdicts.invalid());
        String organisation = world.organisation(Integer.parseInt(key.substring(1)));
        if (broke.getOrDefault(organisation, never).holds(now)) return Optional.of(Verdicts.exhausted());
        if (forbidden.contains(key + " " + model)) return Optional.of(Verdicts.forbidden());
        return !world.hasFaults()
                ? Optional.empty()
                : switch (random.nextInt(60)) {
                    case 0 -> Optional.of(Verdicts.failed());
                    case 1 -> Optional.of(Verdict.of(Outcome.PROVIDER_OVERLOADED, Reach.UPSTREAM, 503, "", ""));
                    case 2 -> Optional.of(Verdicts.rateLimitedWithoutAWord());
                    default -> Optional.empty();
                };
    }

    private void serve(String key, YieldOrganisation organisation, YieldRequest request, Consumer<Answer> leaves) {
        time.after(latency * (0.5 + random.nextDouble()), () -> {
            Usage usage = new Usage(request.promptTokens(), request.maxTokens());
            Account account = world.namesAccounts()
                    ? new Account("org_" + world.organisation(Integer.parseInt(key.substring(1))), "")
                    : Account.EMPTY;
            leaves.accept(new Answer(Verdict.succeeded(), headers(organisation), usage, account));
        });
    }

    private List<Observation> headers(YieldOrganisation organisation) {
        return world.tellsHeaders() ? organisation.headers(time.seconds()) : List.of();
    }

    /** Whether the provider rejects the key now. */
    boolean rejects(String key) {
        return rejected.getOrDefault(key, new Outage(0, 0)).holds(time.seconds());
    }
}
