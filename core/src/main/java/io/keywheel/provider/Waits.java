package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The waits that one reply states, in its headers and in its body. */
record Waits(Reply reply, ErrorBody body, Instant now) {
    private static final long SECOND = 1_000;

    /** The wait that the provider asks for: in milliseconds, else the larger of header and text, unless the header only rounds the text. */
    OptionalLong asked() {
        OptionalLong exact = StatedWait.milliseconds(reply.header("retry-after-ms"));
        if (exact.isPresent()) return exact;
        OptionalLong header = secondsOrMoment(reply.header("retry-after"));
        OptionalLong text = inBody();
        if (header.isEmpty() || text.isEmpty()) return header.isPresent() ? header : text;
        boolean rounded = text.getAsLong() >= header.getAsLong() - SECOND;
        return rounded ? text : header;
    }

    /** When the limit ends, where the provider names the moment and not the wait. */
    OptionalLong moment() {
        OptionalLong hint = StatedMoment.wait(body.hint("x-ratelimit-reset"), now);
        if (hint.isEmpty()) hint = StatedMoment.wait(reply.header("x-ratelimit-reset"), now);
        return hint.isPresent() ? hint : StatedMoment.inProse(body.message(), now);
    }

    /** The moment that the sentence promises. */
    OptionalLong promised() {
        return StatedMoment.inProse(body.message(), now);
    }

    /** Money does not come back by waiting: only a moment counts, or the wait that somebody states beside a 402. */
    OptionalLong untilPaid() {
        OptionalLong moment = moment();
        return moment.isPresent() || reply.status() != 402 ? moment : asked();
    }

    /** The limit that the headers show as used up, or else the one that the refusal speaks of. */
    Optional<LimitHeader> usedUp(LimitHeader[] limits, Dimension dimension) {
        List<LimitHeader> meant = Arrays.stream(limits)
                .filter(l -> dimension == Dimension.UNSTATED
                        || l.dimension() == Dimension.UNSTATED
                        || l.dimension() == dimension)
                .toList();
        // Mistral tells no reset: of those the longer limit is the one to wait for.
        return meant.stream()
                .filter(l -> reply.header(l.remaining()).strip().equals("0"))
                .max(Comparator.<LimitHeader>comparingLong(l -> reset(l).orElse(0))
                        .thenComparing(l -> DimensionWords.isLong(l.dimension())))
                .or(() -> meant.stream()
                        .filter(l -> dimension != Dimension.UNSTATED && l.dimension() == dimension)
                        .filter(l -> reset(l).isPresent())
                        .findFirst());
    }

    OptionalLong reset(LimitHeader limit) {
        return secondsOrMoment(reply.header(limit.reset()));
    }

    private OptionalLong inBody() {
        OptionalLong exact = StatedWait.milliseconds(body.hint("retry-after-ms"));
        if (exact.isPresent()) return exact;
        OptionalLong hint = secondsOrMoment(body.hint("retry-after"));
        OptionalLong text = StatedWait.inProse(body.message());
        if (hint.isEmpty() || text.isEmpty()) return hint.isPresent() ? hint : text;
        // Google cuts its delay down to whole seconds: "retryDelay: 20s" beside "Please retry in 20.04s".
        return hint.getAsLong() >= text.getAsLong() ? hint : text;
    }

    private OptionalLong secondsOrMoment(String text) {
        OptionalLong moment = StatedMoment.wait(text, now);
        return moment.isPresent() ? moment : StatedWait.seconds(text);
    }
}
