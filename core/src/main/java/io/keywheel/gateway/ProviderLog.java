package io.keywheel.gateway;

import io.keywheel.pool.Verdict;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that a provider fails, at most once a second each: an outage fills no disk. */
final class ProviderLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderLog.class);
    private static final long PAUSE_MILLIS = 1_000;

    private record Said(long at, long silent) {}

    private final InstantSource clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();

    ProviderLog(InstantSource clock) {
        this.clock = clock;
    }

    void failed(String provider, Verdict verdict) {
        long now = clock.millis();
        Said last = said.get(provider);
        if (last != null && now - last.at() < PAUSE_MILLIS) {
            said.put(provider, new Said(last.at(), last.silent() + 1));
            return;
        }
        said.put(provider, new Said(now, 0));
        String more = last != null && last.silent() > 0 ? " (and " + last.silent() + " more since)" : "";
        String status = verdict.status() > 0 ? " (HTTP " + verdict.status() + ")" : "";
        LOG.warn("Provider {} failed{}: {}{}", provider, status, verdict.message(), more);
    }
}
