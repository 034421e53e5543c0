package io.keywheel.gateway;

import io.keywheel.pool.Lease;
import io.keywheel.pool.RequestTrail;
import io.keywheel.pool.Usage;
import io.keywheel.pool.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What operators will see of an exchange, noted as it happens. Belongs to one event loop. */
final class Trail {
    private static final int LONGEST_MODEL = 200;

    private final String provider;
    private final String model;
    private final List<RequestTrail.Step> steps = new ArrayList<>(1);
    private Usage usage = Usage.NONE;
    private long freeSince;

    /** @param now when it may be tried from */
    Trail(String provider, String model, long now) {
        this.provider = provider;
        this.model = bounded(model);
        this.freeSince = now;
    }

    /** Names come from callers, and are kept. */
    static String bounded(String model) {
        return model.length() > LONGEST_MODEL ? model.substring(0, LONGEST_MODEL) : model;
    }

    /** An attempt was settled. */
    void add(Lease lease, Verdict verdict, int status, Span span) {
        steps.add(new RequestTrail.Step(
                lease.key().id(),
                verdict.outcome(),
                status,
                verdict.code(),
                span.from() - freeSince,
                span.to() - span.from()));
        freeSince = span.to();
        usage = lease.usage();
    }

    /** When something began and ended, in milliseconds of pool time. */
    record Span(long from, long to) {}

    /** The whole, now that the caller has its answer or has left. */
    RequestTrail told(String id, int status, Span span) {
        return new RequestTrail(id, span.from(), provider, model, status, span.to() - span.from(), usage, steps);
    }
}
