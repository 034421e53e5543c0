package io.keywheel.usage;

import io.keywheel.admin.port.KeyUsage;
import io.keywheel.admin.port.KeyView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What keys did of late: counts and tokens of the last 24 hours, share and latency of the last 60 minutes. This member's own as they
 * are, to the second; the others' as they were told when somebody last looked.
 */
public final class ClusterLately implements KeyUsage {
    private static final long FRESH = Duration.ofSeconds(1).toMillis();

    /** What a member said longer ago is left out. */
    private static final long STALE = Duration.ofMinutes(2).toMillis();

    /** What one key did. */
    private static final class OfKey {
        final Telling hour = new Telling();
        final Telling day = new Telling();
        long served;
    }

    private record Snapshot(long at, Map<String, OfKey> keys) {}

    private record Said(long at, Found found) {}

    private final Ledger ledger;
    private final Asking asking;
    private final InstantSource clock;
    private final Map<String, Said> others = new TreeMap<>();
    private @Nullable Snapshot newest;
    private long askedAt;

    public ClusterLately(Ledger ledger, Others others, InstantSource clock) {
        this.ledger = ledger;
        this.asking = new Asking(others);
        this.clock = clock;
    }

    @Override
    public UnaryOperator<KeyView> among(Map<String, String> present) {
        Map<String, OfKey> keys = snapshot().keys();
        Map<String, Long> served = new HashMap<>();
        present.forEach((key, provider) -> served.merge(provider, servedBy(keys.get(key)), Long::sum));
        return view -> filled(view, keys.get(view.id()), served.getOrDefault(view.provider(), 0L));
    }

    private static long servedBy(@Nullable OfKey key) {
        return key == null ? 0 : key.served;
    }

    private synchronized Snapshot snapshot() {
        long now = clock.millis();
        askOthers(now);
        Snapshot made = newest;
        if (made == null || now - made.at() >= FRESH || now < made.at()) newest = made = make(now);
        return made;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it is looked at next time.
    private void askOthers(long now) {
        if (Math.abs(now - askedAt) < FRESH) return;
        askedAt = now;
        asking.ask(UsageAnswers.questionOfLately()).thenAccept(heard -> hear(heard.answers(), now));
    }

    private synchronized void hear(Map<String, Found> answers, long now) {
        answers.forEach((member, found) -> others.put(member, new Said(now, found)));
        if (!answers.isEmpty()) newest = null;
    }

    private Snapshot make(long now) {
        Map<String, OfKey> keys = new HashMap<>();
        Lately.Both own = ledger.lately().both();
        addHour(own.hour(), keys);
        addDay(own.day(), keys);
        others.values().removeIf(said -> now - said.at() > STALE);
        for (Said said : others.values()) {
            addHour(said.found().steps().getOrDefault(UsageAnswers.HOUR, Slice.open()), keys);
            addDay(said.found().steps().getOrDefault(UsageAnswers.DAY, Slice.open()), keys);
        }
        return new Snapshot(now, keys);
    }

    private static void addHour(Slice slice, Map<String, OfKey> keys) {
        slice.forEach((key, counts) -> {
            OfKey of = keys.computeIfAbsent(key.key(), k -> new OfKey());
            of.hour.add(key.outcome(), counts);
            if (key.succeeded()) of.served += counts.requests;
        });
    }

    private static void addDay(Slice slice, Map<String, OfKey> keys) {
        slice.forEach((key, counts) ->
                keys.computeIfAbsent(key.key(), k -> new OfKey()).day.add(key.outcome(), counts));
    }

    /** Nothing is known of a share where nothing was served. */
    private static KeyView filled(KeyView view, @Nullable OfKey key, long served) {
        OfKey of = key == null ? new OfKey() : key;
        Optional<Double> share = served == 0 ? Optional.empty() : Optional.of((double) of.served / served);
        Optional<Instant> lastUsed =
                of.day.lastAt() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(of.day.lastAt()));
        return view.with(new KeyView.Lately(share, of.day.counts(), of.day.tokens(), of.hour.latency(), lastUsed));
    }
}
