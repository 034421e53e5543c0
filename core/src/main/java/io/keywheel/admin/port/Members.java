package io.keywheel.admin.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Who is in the cluster; alone: this process. */
public interface Members {

    /** Within half a second: a member that says nothing by then is told as one that does not. */
    CompletionStage<List<MemberView>> list();

    /**
     * One of them.
     *
     * @param state {@code alive}, {@code unreachable}
     */
    record MemberView(
            String id,
            String address,
            boolean self,
            String state,
            Optional<String> version,
            Optional<Instant> startedAt,
            Optional<Double> requestsPerSecond,
            Optional<Long> heapBytes,
            Optional<Long> generation) {}
}
