package io.keywheel.sim;

import io.keywheel.sim.Admission.Gauge;
import io.keywheel.sim.Allowance.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which limits an answer's {@code x-ratelimit-*} headers speak of. */
public enum LimitHeaders {
    /** Requests per day, tokens per minute; nothing tells the other limits. */
    GROQ("day", "minute"),
    /** Requests and tokens per minute. */
    OPENAI("minute", "minute"),
    /** Of requests and of tokens the limit that has least left, whatever its period is called. */
    EVERY("", ""),
    NONE("-", "-");

    private final String ofRequests;
    private final String ofTokens;

    LimitHeaders(String ofRequests, String ofTokens) {
        this.ofRequests = ofRequests;
        this.ofTokens = ofTokens;
    }

    void write(List<Gauge> gauges, Map<String, String> headers) {
        for (Unit unit : Unit.values()) {
            gauges.stream()
                    .filter(g -> g.allowance().unit() == unit && speaksOf(g.allowance()))
                    .min(Comparator.comparingLong(Gauge::remaining))
                    .ifPresent(g -> write(g, headers));
        }
    }

    private boolean speaksOf(Allowance allowance) {
        String label = allowance.unit() == Unit.REQUESTS ? ofRequests : ofTokens;
        return label.isEmpty() || label.equals(allowance.per().label());
    }

    private static void write(Gauge gauge, Map<String, String> headers) {
        String unit = gauge.allowance().unit().text();
        headers.put("x-ratelimit-limit-" + unit, Long.toString(gauge.allowance().limit()));
        headers.put("x-ratelimit-remaining-" + unit, Long.toString(gauge.remaining()));
        headers.put("x-ratelimit-reset-" + unit, GoDuration.text(gauge.resetMicros()));
    }
}
