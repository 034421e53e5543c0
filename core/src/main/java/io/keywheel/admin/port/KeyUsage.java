package io.keywheel.admin.port;

import java.util.Map;
import java.util.function.UnaryOperator;

/** What keys did of late, on all members as last heard. Answers at once. */
@FunctionalInterface
public interface KeyUsage {

    /**
     * Fills share, counts, tokens, latency and last use in views of keys.
     *
     * @param present the provider of each key that there is: shares are parts of what these served
     */
    UnaryOperator<KeyView> among(Map<String, String> present);

    /** Where nobody counts. */
    KeyUsage UNKNOWN = present -> view -> view;
}
