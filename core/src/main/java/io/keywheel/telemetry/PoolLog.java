package io.keywheel.telemetry;

import io.keywheel.pool.Exhausted;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.Link;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Verdict;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log lines that people already watch for. Keys are named by their place in start order, from 1. */
public final class PoolLog implements PoolListener {
    private static final Logger LOG = LoggerFactory.getLogger("keywheel.pool");
    private static final long PAUSE_MILLIS = 1_000;

    private final Supplier<KeyPool> pool;
    private final InstantSource clock;
    private final Map<String, Long> exhaustedAt = new ConcurrentHashMap<>();

    /** @param pool of whose keys it tells; asked when there is something to tell */
    public PoolLog(Supplier<KeyPool> pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The pool has its keys. */
    public static void initialized(KeyPool pool) {
        int count = pool.keys().size();
        LOG.info("LLM initialized with {} API key(s) (1 primary + {} fallback)", count, count - 1);
    }

    @Override
    public void rested(PoolKey key, String model, Rest rest, Verdict why) {
        int number = number(key);
        switch (rest.cause()) {
            case RATE_LIMITED -> LOG.warn("Rate limit on key #{}, rotating...", number);
            case QUOTA_EXHAUSTED -> LOG.warn("Quota of key #{} is used up ({}), rotating...", number, reason(why));
            case KEY_INVALID ->
                LOG.error("Key #{} ({}) was rejected ({}), it is not used any more", number, key.label(), reason(why));
            case KEY_FORBIDDEN ->
                LOG.warn("Key #{} may not use model {} ({}), rotating...", number, printable(model), reason(why));
            default -> LOG.warn("Key #{} rests ({}), rotating...", number, reason(why));
        }
    }

    private static String reason(Verdict why) {
        return why.code().isEmpty() ? "HTTP " + why.status() : "HTTP " + why.status() + " " + why.code();
    }

    /** Model names come from callers. */
    private static String printable(String model) {
        return model.replaceAll("[^\\p{Graph}]", "?");
    }

    @Override
    public void rotated(PoolKey from, PoolKey to, String model) {
        LOG.info("Rotated to API key #{}/{}", number(to), pool.get().keys().size());
    }

    @Override
    public void recovered(PoolKey key, RecoveredBy how) {
        LOG.info("Key #{} ({}) is accepted again, it serves ({})", number(key), key.label(), how.words());
    }

    @Override
    public void exhausted(String model, Exhausted why) {
        long now = clock.millis();
        Long last = exhaustedAt.get(model);
        if (last != null && now - last < PAUSE_MILLIS) return;
        exhaustedAt.put(model, now);
        LOG.error("All {} API keys failed", pool.get().keys().size());
    }

    @Override
    public void linked(Link link) {
        LOG.warn("{} share one quota ({}): they count once", keysOf(link), link.evidence());
    }

    @Override
    public void parted(Link link) {
        LOG.info("{} do not share one quota after all", keysOf(link));
    }

    /** Groups that nobody declared are called by their key. */
    private String keysOf(Link link) {
        return "Keys " + keysOf(link.first()) + " and " + keysOf(link.second());
    }

    private String keysOf(String group) {
        return pool.get().keys().stream()
                .filter(k -> k.group().name().equals(group))
                .map(k -> "#" + number(k))
                .collect(Collectors.joining(", "));
    }

    private int number(PoolKey key) {
        return pool.get().numberOf(key);
    }
}
