package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a question travels on. Each line has threads of its own, so that what waits for a disk holds up nothing else. */
enum Line {
    /** For what is answered from memory. */
    QUICK("questions", 2, 500),
    /** For what is written before it is answered. */
    WRITTEN("records", 4, 3_000);

    private static final int MOST_WAITING = 1_000;

    private final String executor;
    private final int threads;
    private final long millis;

    /** @param millis how long an answer is waited for */
    Line(String executor, int threads, long millis) {
        this.executor = executor;
        this.threads = threads;
        this.millis = millis;
    }

    static void addAllTo(Config config) {
        for (Line line : values()) {
            config.addExecutorConfig(new ExecutorConfig(line.executor, line.threads)
                    .setQueueCapacity(MOST_WAITING)
                    .setStatisticsEnabled(false));
        }
    }

    /** Ends with the answer, or within the line's time. */
    <A> CompletableFuture<A> ask(HazelcastInstance from, Member to, Question question, Class<A> answer) {
        CompletableFuture<Object> said = new CompletableFuture<>();
        try {
            from.getExecutorService(executor).submitToMember(question, to, new Completing(said));
        } catch (RuntimeException e) {
            said.completeExceptionally(e);
        }
        return said.orTimeout(millis, TimeUnit.MILLISECONDS).thenApply(answer::cast);
    }

    private record Completing(CompletableFuture<Object> said) implements ExecutionCallback<Object> {
        @Override
        public void onResponse(Object response) {
            said.complete(response);
        }

        @Override
        public void onFailure(Throwable failure) {
            said.completeExceptionally(failure);
        }
    }
}
