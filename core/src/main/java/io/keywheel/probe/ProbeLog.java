package io.keywheel.probe;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolKey;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what probes came to; that a key is back, the pool says. */
final class ProbeLog {
    private static final Logger LOG = LoggerFactory.getLogger("keywheel.probe");

    private final KeyPool pool;

    ProbeLog(KeyPool pool) {
        this.pool = pool;
    }

    void answered(PoolKey key, Answer answer, long nextMillis) {
        int number = pool.numberOf(key);
        String next = roughly(Duration.ofMillis(nextMillis));
        switch (answer.proof()) {
            case ALIVE -> {}
            case DEAD ->
                LOG.warn(
                        "Key #{} ({}) is still rejected ({}), next probe in {}",
                        number,
                        key.label(),
                        answer.words(),
                        next);
            case NOTHING ->
                LOG.info(
                        "A probe of key #{} ({}) proved nothing ({}), next in {}",
                        number,
                        key.label(),
                        answer.words(),
                        next);
        }
    }

    private static String roughly(Duration wait) {
        if (wait.toSeconds() < 90) return wait.toSeconds() + " s";
        return wait.toMinutes() < 90 ? wait.toMinutes() + " min" : wait.toHours() + " h";
    }
}
