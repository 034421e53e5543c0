package io.keywheel.probe;

import io.keywheel.pool.PoolKey;
import io.keywheel.provider.Probe.Proof;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks a provider of a key because somebody wants to know, without a bill. */
public final class KeyTest {
    private final HttpProbes probes;

    public KeyTest(HttpProbes probes) {
        this.probes = probes;
    }

    /**
     * What came of it.
     *
     * @param accepted empty where the answer proves nothing
     * @param status 0 where no answer came
     * @param words for people
     */
    public record Result(Optional<Boolean> accepted, int status, String code, String words) {}

    /** Never blocks, never fails. */
    public CompletionStage<Result> ask(PoolKey key) {
        return probes.of(key.provider()).ask(key).thenApply(KeyTest::result);
    }

    private static Result result(Answer answer) {
        Optional<Boolean> accepted =
                answer.proof() == Proof.NOTHING ? Optional.empty() : Optional.of(answer.proof() == Proof.ALIVE);
        return new Result(accepted, answer.status(), answer.code(), answer.words());
    }
}
