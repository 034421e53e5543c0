package io.keywheel.provider;

import io.keywheel.pool.Verdict;
import java.time.Instant;

/** What differs between providers: how the key is sent, how a refusal is said, how a stream begins and ends. */
public interface Dialect {

    /** The name in settings: {@code groq}, {@code openai}, {@code generic}. */
    String name();

    /** Header that carries the key, in lower case. */
    String keyHeader();

    /** What stands before the secret in that header, as in {@code "Bearer "}. */
    String keyPrefix();

    /**
     * What a reply means. Called for every reply that is not plainly a success: another status than 2xx, a JSON body with an
     * {@code error} field inside a 200, or an error event of a stream (a 2xx with content type {@code text/event-stream} is never a
     * success here: somebody read an error in it). Never throws, whatever the provider sent.
     *
     * @param now wall time, for headers that state a date
     */
    Verdict classify(Reply reply, Instant now);

    /**
     * What an event of a stream is.
     *
     * @param event the {@code event:} field, empty where there is none
     * @param data the {@code data:} field
     */
    StreamEvent read(String event, String data);
}
