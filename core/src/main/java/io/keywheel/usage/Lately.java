package io.keywheel.usage;

import io.keywheel.usage.UsageStore.Row;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What this member counted of each key of late: in the last hour and in the last day. Any thread may ask. */
final class Lately {

    /** By key and outcome. */
    record Both(Slice hour, Slice day) {}

    private final UsageCounts counts;
    private final InstantSource clock;
    private final Window hour = new Window(Step.MINUTE.millis(), 60);
    private final Window day = new Window(Step.HOUR.millis(), 24);

    Lately(UsageCounts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** Takes over a minute that will not change any more. */
    synchronized void ended(Minute minute) {
        Slice slice = byKey(minute);
        hour.add(minute.at(), slice);
        day.add(minute.at(), slice);
        counts.drop(minute);
    }

    private static Slice byKey(Minute minute) {
        Slice byKey = Slice.open();
        minute.read().forEach((key, read) -> {
            if (!key.key().isEmpty()) byKey.add(key.ofKey(), read);
        });
        return byKey;
    }

    /** Looks up what was counted before this process began. */
    CompletionStage<Void> load(Function<Range, CompletionStage<List<Row>>> rows) {
        long now = clock.millis();
        return rows.apply(range(hour, now)).thenCombine(rows.apply(range(day, now)), (ofHour, ofDay) -> {
            ofHour.forEach(row -> add(hour, row));
            ofDay.forEach(row -> add(day, row));
            return null;
        });
    }

    private static Range range(Window window, long now) {
        return new Range(Step.floor(now - window.length(), window.part()), now, window.part());
    }

    private synchronized void add(Window window, Row row) {
        Slice byKey = Slice.open();
        try {
            SliceCodec.read(row.cells(), (key, read) -> {
                if (!key.key().isEmpty()) byKey.add(key.ofKey(), read);
            });
            window.add(row.at(), byKey);
        } catch (IllegalArgumentException e) {
            // Whoever asks for it by the hour is told.
        }
    }

    synchronized Both both() {
        long now = clock.millis();
        Slice lastHour = Slice.open();
        Slice lastDay = Slice.open();
        lastHour.add(hour.total(now));
        lastDay.add(day.total(now));
        for (Minute minute : counts.minutes()) {
            Slice running = byKey(minute);
            lastHour.add(running);
            lastDay.add(running);
        }
        return new Both(lastHour, lastDay);
    }
}
