package io.keywheel.pool;

import java.util.List;

/**
 * The way of one request through the pool, for operators; holds no word of the caller's or of the model's.
 *
 * @param id as the caller sees it in {@code X-Keywheel-Request}
 * @param at pool time in milliseconds when it came
 * @param model as the caller named it, cut where it is long
 * @param status what the caller was answered; 0 where it left before
 * @param millis from its coming to the end of its answer
 * @param steps the attempts, in order; the last one served where the status says so
 */
public record RequestTrail(
        String id, long at, String provider, String model, int status, long millis, Usage usage, List<Step> steps) {

    public RequestTrail {
        steps = List.copyOf(steps);
    }

    /**
     * One attempt.
     *
     * @param key id of the key
     * @param status the provider's, 0 where it gave none
     * @param code the provider's own code, empty where it gave none
     * @param waitedMillis in the queue before it, from the attempt before or from the beginning
     * @param millis from its sending to its settling
     */
    public record Step(String key, Outcome outcome, int status, String code, long waitedMillis, long millis) {}

    /** Told of every request when its answer has ended, and of what is to be counted; called on event loops, never blocks. */
    @FunctionalInterface
    public interface Listener extends Tally {
        void ended(RequestTrail trail);

        Listener NONE = trail -> {};
    }
}
