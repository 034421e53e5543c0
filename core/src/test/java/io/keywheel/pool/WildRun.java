package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One world from its beginning until every lease has ended and every provider has told its figures. */
final class WildRun {
    private static final double REST_SECONDS = 30;

    private final WildWorld world;
    private final WildTally tally;
    private final Timeline time = new Timeline();
    private final SplittableRandom random;
    private final WildProvider provider;
    private final WildCluster cluster;
    private final List<WildMember> members = new ArrayList<>();

    WildRun(WildWorld world, WildTally tally) {
        this.world = world;
        this.tally = tally;
        this.random = world.random();
        this.provider = new WildProvider(world, time, random.split());
        this.cluster = new WildCluster(time, random.split());
    }

    void run() {
        tally.worlds++;
        for (int i = 0; i < world.members(); i++) {
            time.at(i == 0 ? 0 : random.nextDouble() * WildWorld.SECONDS / 2, this::join);
        }
        cluster.share(WildWorld.SECONDS + REST_SECONDS);
        for (double at = 0.01; at < WildWorld.SECONDS; at += pause()) time.at(at, this::arrive);
        for (int i = 0; i < 5; i++) time.at(random.nextDouble() * WildWorld.SECONDS, this::recover);
        time.run();
        for (WildMember member : members) {
            assertThat(member.pool().inFlight()).as("leases at the end").isZero();
            assertThat(member.nobodyWaits()).isTrue();
        }
        new WildReckoning(world, time, provider, tally).compare(members);
    }

    private double pause() {
        double usual = 2.0 / (world.load() * world.organisations());
        return -Math.log(1 - random.nextDouble()) * usual;
    }

    private void join() {
        WildMember member = new WildMember(world, time, provider, cluster, tally);
        members.add(member);
        cluster.join(member);
    }

    private WildMember anyMember() {
        return members.get(random.nextInt(members.size()));
    }

    private void arrive() {
        long prompt = random.nextInt(8) == 0 ? 500 + random.nextInt(5_000) : 10 + random.nextInt(400);
        long answer = random.nextInt(300);
        // Some bodies make more tokens than the rule of thumb has it.
        long bytes = world.seed() % 6 == 0 ? 3 * prompt : 4 * prompt;
        YieldRequest request = new YieldRequest(time.seconds(), bytes, prompt, 1 + answer);
        String model = WildWorld.MODELS.get(random.nextInt(WildWorld.MODELS.size()));
        Demand demand = new Demand(model, new RequestSize(bytes, 1 + answer), affinity());
        long patience = random.nextBoolean() ? 0 : random.nextInt(8_000);
        WildMember.Call call = new WildMember.Call(request, demand, time.millis() + patience);
        WildMember member = anyMember();
        member.serve(call);
        if (random.nextInt(20) == 0) time.after(random.nextInt(1_000), () -> member.leave(call));
    }

    private Affinity affinity() {
        String key = "k" + random.nextInt(world.keys());
        return switch (random.nextInt(8)) {
            case 0, 1 -> Affinity.session("s" + random.nextInt(5));
            case 2 -> Affinity.only(key);
            case 3 -> Affinity.preferring(key);
            default -> Affinity.NONE;
        };
    }

    /** What a probe finds. */
    private void recover() {
        WildMember member = anyMember();
        for (Quarantined one : member.pool().quarantined()) {
            if (!provider.rejects(one.key().id())) member.pool().recover(one.key(), RecoveredBy.PROBE);
        }
    }
}
