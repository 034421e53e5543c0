package io.keywheel.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The last requests, without a word of theirs. */
public interface Requests {

    /** The newest first. */
    Page<RequestView> list(RequestFilter filter, Place place);

    Optional<RequestView> find(String id);

    /** Which requests a list holds. */
    record RequestFilter(Optional<String> key, Optional<String> provider, Optional<Boolean> failed) {}

    /** A request and its way through the pool. */
    record RequestView(
            String id,
            Instant at,
            String provider,
            String model,
            int status,
            long millis,
            KeyView.TokenCounts tokens,
            List<AttemptView> attempts) {}

    /** One attempt. */
    record AttemptView(String key, String outcome, int status, String code, long waitedMillis, long millis) {}
}
