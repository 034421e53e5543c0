package io.keywheel.sim;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Reply;
import io.keywheel.provider.StreamEvent;
import java.time.Instant;
import java.util.OptionalLong;

/** As much of a dialect as the simulated provider's refusals need. */
final class SimpleDialect implements Dialect {

    @Override
    public String name() {
        return "simple";
    }

    @Override
    public String keyHeader() {
        return "authorization";
    }

    @Override
    public String keyPrefix() {
        return "Bearer ";
    }

    @Override
    public Verdict classify(Reply reply, Instant now) {
        Verdict from = Verdict.of(Outcome.PROVIDER_FAILED, Reach.UPSTREAM, reply.status(), "", "");
        return switch (reply.status()) {
            case 401 -> Verdict.of(Outcome.KEY_INVALID, Reach.KEY, 401, "", "");
            case 402 -> Verdict.of(Outcome.QUOTA_EXHAUSTED, Reach.GROUP, 402, "", "");
            case 429 ->
                Verdict.refused(
                        Outcome.RATE_LIMITED,
                        Reach.GROUP_MODEL,
                        Dimension.REQUESTS_PER_MINUTE,
                        OptionalLong.of(1_000L * Long.parseLong(reply.header("retry-after"))),
                        from);
            default -> from;
        };
    }

    @Override
    public StreamEvent read(String event, String data) {
        return event.equals("error") ? StreamEvent.ERROR : StreamEvent.CONTENT;
    }
}
