package io.keywheel.provider;

import io.keywheel.pool.Account;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Observation;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;
import io.keywheel.pool.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What differs between providers: how the key is sent, how limits are counted and reported, how a refusal is said, how a stream begins
 * and ends.
 */
public interface Dialect {

    /** The name in settings: {@code groq}, {@code openai}, {@code generic}. */
    String name();

    /** Header that carries the key, in lower case. */
    String keyHeader();

    /** What stands before the secret in that header, as in {@code "Bearer "}. */
    String keyPrefix();

    /** The same for a path below the base URL, where a provider has two APIs that take the key differently. */
    default String keyHeader(String path) {
        return keyHeader();
    }

    /** What stands before the secret in the header for that path. */
    default String keyPrefix(String path) {
        return keyPrefix();
    }

    /** Headers that go with the key, in lower case, unless the caller sends them itself. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * What a reply means. Called for every reply that is not plainly a success: another status than 2xx, a JSON body with an
     * {@code error} field inside a 200, or an error event of a stream (a 2xx with content type {@code text/event-stream} is never a
     * success here: somebody read an error in it). Never throws, whatever the provider sent.
     *
     * @param now wall time, for headers that state a date
     */
    Verdict classify(Reply reply, Instant now);

    /**
     * The limits that an answer's headers tell, whatever its status; empty, and without a byte allocated, where they tell none. Called
     * for every answer.
     *
     * @param now wall time, for resets that are a date
     */
    default List<Observation> observe(Reply.Headers headers, Instant now) {
        return List.of();
    }

    /** Whose quota an answer's headers speak of. Called for every answer. */
    default Account account(Reply.Headers headers) {
        return Account.EMPTY;
    }

    /** What a limit covers: {@link Reach#GROUP_MODEL}, with the {@link #family} for the model, or {@link Reach#GROUP}. */
    default Reach counts() {
        return Reach.GROUP_MODEL;
    }

    /** The models that share a limit with this one, under one name; its own name where it shares none. */
    default String family(String model) {
        return model;
    }

    /** Whether limits are counted per organisation, so that keys of two of its projects share them. */
    default boolean countsPerOrganisation() {
        return false;
    }

    /** How a limit comes back, as far as it is known before anything was seen. */
    default RefillKind refill(Dimension dimension) {
        return RefillKind.UNKNOWN;
    }

    /** The unbilled call that may tell whether a key lives. */
    default Probe probe() {
        return Probe.of("/models");
    }

    /** This dialect with the operator's rules before its own. */
    default Dialect withRules(List<CustomRule> rules) {
        if (rules.isEmpty()) return this;
        throw new UnsupportedOperationException("the dialect " + name() + " takes no rules");
    }

    /**
     * What an event of a stream is.
     *
     * @param event the {@code event:} field, empty where there is none
     * @param data the {@code data:} field
     */
    StreamEvent read(String event, String data);
}
