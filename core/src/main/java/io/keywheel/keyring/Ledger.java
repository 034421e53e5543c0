package io.keywheel.keyring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keywheel.admin.port.By;
import io.keywheel.pool.PoolKey;
import io.keywheel.records.AuditEntry;
import io.keywheel.records.Mark;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Under whose name and when changes are made, and what the audit says of them. */
public final class Ledger {
    private final String writer;
    private final InstantSource clock;

    /** @param writer this start of this member */
    public Ledger(String writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    long now() {
        return clock.millis();
    }

    Mark mark() {
        return Mark.fresh(writer, now());
    }

    /** What was done to a key; none of it holds the secret. */
    AuditEntry entry(By by, String what, @Nullable PoolKey before, @Nullable PoolKey after) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        if (before != null) change.set("before", said(before));
        if (after != null) change.set("after", said(after));
        PoolKey key = after == null ? before : after;
        return entry(by, what, key == null ? "" : "key/" + key.id(), change);
    }

    AuditEntry entry(By by, String what, String subject, ObjectNode change) {
        change.put("address", by.address()).put("request", by.request());
        String json = new String(Said.bytes(change), StandardCharsets.UTF_8);
        return new AuditEntry(now(), by.actor(), what, subject, json);
    }

    private static ObjectNode said(PoolKey key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", key.provider())
                .put("fingerprint", key.secret().fingerprint(key.provider()))
                .put("label", key.label())
                .put("quotaGroup", key.group().name())
                .put("weight", key.weight())
                .put("enabled", key.enabled());
    }
}
