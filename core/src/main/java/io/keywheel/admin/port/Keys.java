package io.keywheel.admin.port;

import io.keywheel.pool.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * All keys, of every source. Reading answers at once from this member's memory; changes are acknowledged when they are durable, in the
 * audit, and known to every member that can be reached.
 */
public interface Keys {

    /** By id. */
    Page<KeyView> list(KeyFilter filter, Place place);

    Optional<KeyView> find(String id);

    /** The ids of all keys, in order. */
    List<String> ids();

    CompletionStage<KeyChange> create(NewKey key, By by);

    /**
     * As {@link #create} for each, in order; one that fails keeps none of the others from being made.
     *
     * @param dryRun says what would come of it, with an effect and without one
     */
    CompletionStage<List<KeyChange>> createAll(List<NewKey> keys, boolean dryRun, By by);

    /** Makes the key of this id what {@code key} says, as often as it is asked to. */
    CompletionStage<KeyChange> put(String id, NewKey key, Condition condition, By by);

    CompletionStage<KeyChange> patch(String id, KeyPatch patch, Condition condition, By by);

    CompletionStage<KeyChange> remove(String id, Removal how, By by);

    CompletionStage<KeyChange> enable(String id, By by);

    /**
     * Takes it out of rotation.
     *
     * @param force whether its running answers are cut
     */
    CompletionStage<KeyChange> disable(String id, boolean force, By by);

    /** Ends its quarantine and its rests. */
    CompletionStage<KeyChange> recover(String id, By by);

    /** Takes back a removal that is not over yet. */
    CompletionStage<KeyChange> restore(String id, By by);

    /** Asks the provider of a stored key; empty where there is none. */
    CompletionStage<Optional<TestResult>> test(String id, By by);

    /** Asks a provider about a secret that is not stored; empty where there is no such provider. */
    CompletionStage<Optional<TestResult>> test(String provider, Secret secret, By by);
}
