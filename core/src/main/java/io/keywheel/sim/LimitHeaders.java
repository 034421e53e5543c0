package io.keywheel.sim;

import io.keywheel.sim.Admission.Gauge;
import io.keywheel.sim.Allowance.Per;
import io.keywheel.sim.Allowance.Unit;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which limits an answer's {@code x-ratelimit-*} headers speak of. */
public enum LimitHeaders {
    /** Requests per day, tokens per minute; nothing tells the other limits. */
    GROQ(Per.DAY, Per.MINUTE),
    /** Requests and tokens per minute. */
    OPENAI(Per.MINUTE, Per.MINUTE),
    NONE(null, null);

    private final @Nullable Per ofRequests;
    private final @Nullable Per ofTokens;

    LimitHeaders(@Nullable Per ofRequests, @Nullable Per ofTokens) {
        this.ofRequests = ofRequests;
        this.ofTokens = ofTokens;
    }

    void write(List<Gauge> gauges, MultiMap headers) {
        for (Gauge gauge : gauges) {
            Unit unit = gauge.allowance().unit();
            if (gauge.allowance().per() != (unit == Unit.REQUESTS ? ofRequests : ofTokens)) continue;
            headers.set(
                            "x-ratelimit-limit-" + unit.text(),
                            Long.toString(gauge.allowance().limit()))
                    .set("x-ratelimit-remaining-" + unit.text(), Long.toString(gauge.remaining()))
                    .set("x-ratelimit-reset-" + unit.text(), GoDuration.text(gauge.resetMicros()));
        }
    }
}
