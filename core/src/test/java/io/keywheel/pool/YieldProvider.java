package io.keywheel.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** The fake provider of the bench in virtual time: who is admitted, and what the answers say. */
final class YieldProvider {

    /** What comes back. */
    record Answer(Verdict verdict, List<Observation> headers, Usage usage) {}

    private final Timeline time;
    private final YieldWorld.Answering answering;
    private final Map<String, String> organisationOf;
    private final Map<String, YieldOrganisation> organisations = new LinkedHashMap<>();
    private final Random random;
    private int refused;
    private int rejected;

    YieldProvider(YieldWorld world, Timeline time, long seed) {
        this.time = time;
        this.answering = world.answering();
        this.organisationOf = new LinkedHashMap<>(world.keys());
        this.random = new Random(seed);
        world.organisations().forEach((name, of) -> organisations.put(name, new YieldOrganisation(of)));
    }

    /** Refusals with 429 so far. */
    int refused() {
        return refused;
    }

    /** Refusals with 401 so far. */
    int rejected() {
        return rejected;
    }

    void change(String organisation, List<YieldWorld.Limit> limits) {
        organisation(organisation).change(limits);
    }

    /** Moves a key to an organisation; to the empty one it is unknown. */
    void change(String key, String organisation) {
        organisationOf.put(key, organisation);
    }

    /** Sends a request; the answer comes back in its time. */
    void ask(String key, YieldRequest request, Consumer<Answer> whenAnswered) {
        time.after(way(), () -> arrived(key, request, answer -> time.after(way(), () -> whenAnswered.accept(answer))));
    }

    private double way() {
        return answering.oneWay() + (answering.jitter() > 0 ? random.nextDouble() * answering.jitter() : 0);
    }

    private void arrived(String key, YieldRequest request, Consumer<Answer> leaves) {
        String name = organisationOf.getOrDefault(key, "");
        if (name.isEmpty()) {
            rejected++;
            leaves.accept(new Answer(Verdicts.invalid(), List.of(), Usage.NONE));
            return;
        }
        YieldOrganisation organisation = organisation(name);
        Optional<Verdict> refusal = organisation.admit(request.tokens(), time.seconds(), answering.refusals());
        if (refusal.isPresent()) {
            refused++;
            leaves.accept(new Answer(refusal.get(), headers(organisation), Usage.NONE));
        } else {
            serve(organisation, request, leaves);
        }
    }

    private void serve(YieldOrganisation organisation, YieldRequest request, Consumer<Answer> leaves) {
        List<Observation> early = headers(organisation);
        time.after(answering.latency(), () -> {
            double part = answering.produced() + (1 - answering.produced()) * random.nextDouble();
            Usage usage = new Usage(request.promptTokens(), Math.round(request.maxTokens() * part));
            if (answering.givesBack()) organisation.giveBack(request.tokens() - usage.total());
            List<Observation> headers = answering.early() ? early : headers(organisation);
            leaves.accept(new Answer(Verdict.succeeded(), headers, usage));
        });
    }

    private List<Observation> headers(YieldOrganisation organisation) {
        return answering.headers() ? organisation.headers() : List.of();
    }

    /** The true time when the first key will be admitted with such a request, if nobody else comes; infinite where none ever will. */
    double admitsAt(YieldRequest request) {
        double soonest = Double.POSITIVE_INFINITY;
        for (String name : organisationOf.values()) {
            if (name.isEmpty()) continue;
            soonest = Math.min(soonest, organisation(name).admitsAt(request.tokens(), time.seconds()));
        }
        return soonest;
    }

    /** The true time when an organisation will admit a small request. */
    double admitsAt(String organisation) {
        return organisation(organisation).admitsAt(1, time.seconds());
    }

    /** The organisation with the most room, as the all-knowing chooser takes it; admits there. */
    boolean admitsInFullest(YieldRequest request) {
        YieldOrganisation fullest = null;
        double most = 1 - 1e-9;
        for (String name : organisationOf.values()) {
            if (name.isEmpty()) continue;
            double room = organisation(name).room(request.tokens(), time.seconds());
            if (room > most) {
                most = room;
                fullest = organisation(name);
            }
        }
        return fullest != null
                && fullest.admit(request.tokens(), time.seconds(), answering.refusals())
                        .isEmpty();
    }

    private YieldOrganisation organisation(String name) {
        YieldOrganisation organisation = organisations.get(name);
        if (organisation == null) throw new IllegalArgumentException("no organisation " + name);
        return organisation;
    }
}
