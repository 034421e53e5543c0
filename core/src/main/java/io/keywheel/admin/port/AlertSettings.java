package io.keywheel.admin.port;

import io.keywheel.pool.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Thresholds and webhooks. */
public interface AlertSettings {
    View current();

    CompletionStage<Change> patch(Patch patch, Condition condition, By by);

    /** As the API shows them. */
    record View(int poolBelow, double budgetBelow, List<WebhookView> webhooks, String version) {}

    /**
     * Where alerts go, without the secret.
     *
     * @param signed whether it has one
     */
    record WebhookView(String url, List<String> events, boolean enabled, boolean signed) {}

    /** What shall change; what is empty stays. */
    record Patch(Optional<Integer> poolBelow, Optional<Double> budgetBelow, Optional<List<Webhook>> webhooks) {}

    /** Where alerts go. */
    record Webhook(String url, Optional<Secret> secret, List<String> events, boolean enabled) {}

    /** What came of it. */
    sealed interface Change {
        /** They are so. */
        record Done(View settings) implements Change {}

        /** They have changed since. */
        record Stale(String version) implements Change {}

        /** The store is away. */
        record StoreUnavailable(boolean applied) implements Change {}
    }
}
