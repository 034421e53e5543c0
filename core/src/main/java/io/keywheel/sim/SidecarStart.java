package io.keywheel.sim;

import io.keywheel.config.Settings;
import io.keywheel.pool.PoolListener;
import io.vertx.core.Future;

/** How the demo starts the real sidecar without knowing it. */
@FunctionalInterface
public interface SidecarStart {

    /** Completes when the data plane listens. */
    Future<Running> start(Settings settings, PoolListener listener);

    /** A sidecar that serves. */
    interface Running {
        int dataPort();

        int adminPort();

        /** A path of the admin plane that signs a browser in once. */
        String signInPath();

        /** Ends as after SIGTERM: running answers finish first. */
        Future<Void> stop();
    }
}
