package io.keywheel.admin.port;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who changed what. */
public interface Audit {

    /** The newest first. */
    CompletionStage<Page<Entry>> list(Optional<String> actor, Optional<String> target, Place place);

    /**
     * One change.
     *
     * @param hash over this entry and the one before it, so that none can be taken out unseen
     */
    record Entry(
            String id,
            Instant at,
            String actor,
            String action,
            String target,
            Optional<Map<String, Object>> before,
            Optional<Map<String, Object>> after,
            String member,
            String hash) {}
}
