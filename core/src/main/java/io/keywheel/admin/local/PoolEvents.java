package io.keywheel.admin.local;

import io.keywheel.pool.Exhausted;
import io.keywheel.pool.Link;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.PoolListener;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What happens in a pool, as events. */
public final class PoolEvents implements PoolListener {
    private final String provider;
    private final EventRing events;

    public PoolEvents(String provider, EventRing events) {
        this.provider = provider;
        this.events = events;
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("provider", provider);
        return data;
    }

    @Override
    public void rested(PoolKey key, String model, Rest rest, Verdict why) {
        Map<String, Object> data = data();
        data.put("key", key.id());
        data.put("model", model);
        data.put("outcome", rest.cause().name().toLowerCase(Locale.ROOT));
        data.put("status", why.status());
        data.put("code", why.code());
        data.put("message", why.message());
        data.put("dimension", rest.dimension().text());
        if (rest.until() != Rest.UNTIL_CLEARED)
            data.put("until", Instant.ofEpochMilli(rest.until()).toString());
        events.tell(rest.quarantines() ? "key-rejected" : "key-rested", data);
    }

    @Override
    public void rotated(PoolKey from, PoolKey to, String model) {
        Map<String, Object> data = data();
        data.put("from", from.id());
        data.put("to", to.id());
        data.put("model", model);
        events.tell("rotated", data);
    }

    @Override
    public void exhausted(String model, Exhausted why) {
        Map<String, Object> data = data();
        data.put("model", model);
        data.put("reason", why.reason().name().toLowerCase(Locale.ROOT));
        events.tell("pool-exhausted", data);
    }

    @Override
    public void linked(Link link) {
        tell("groups-linked", link);
    }

    @Override
    public void parted(Link link) {
        tell("groups-parted", link);
    }

    private void tell(String type, Link link) {
        Map<String, Object> data = data();
        data.put("first", link.first());
        data.put("second", link.second());
        data.put("evidence", link.evidence());
        events.tell(type, data);
    }

    @Override
    public void recovered(PoolKey key, RecoveredBy how) {
        Map<String, Object> data = data();
        data.put("key", key.id());
        data.put("how", how.words());
        events.tell("key-recovered", data);
    }
}
