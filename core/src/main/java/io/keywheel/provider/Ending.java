package io.keywheel.provider;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a refusal ends, where a dialect knows better than the wait that the answer states. */
@FunctionalInterface
interface Ending {
    ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    /** Azure's gateway: "Quota will be replenished in 12.10:33:20", days before the clock. */
    Pattern CLOCK = Pattern.compile("\\breplenished in (?:(\\d{1,4})\\.)?(\\d\\d):(\\d\\d):(\\d\\d)\\b");

    /** In milliseconds, empty where nobody knows. */
    OptionalLong wait(Waits waits);

    /** Whatever the answer states is not true. */
    static OptionalLong unknown(Waits waits) {
        return OptionalLong.empty();
    }

    /** Google's day ends at midnight in California, whatever short delay stands beside the refusal. */
    static OptionalLong pacificMidnight(Waits waits) {
        ZonedDateTime there = waits.now().atZone(PACIFIC);
        ZonedDateTime midnight = there.toLocalDate().plusDays(1).atStartOfDay(PACIFIC);
        return StatedMoment.until(midnight.toInstant(), waits.now());
    }

    static OptionalLong clock(Waits waits) {
        Matcher clock = CLOCK.matcher(waits.body().message());
        if (!clock.find()) return waits.asked();
        long days = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
        long hours = days * 24 + Long.parseLong(clock.group(2));
        long seconds = (hours * 60 + Long.parseLong(clock.group(3))) * 60 + Long.parseLong(clock.group(4));
        return seconds == 0 ? OptionalLong.empty() : OptionalLong.of(seconds * 1_000);
    }

    /** The operator says how long. */
    static Ending after(long millis) {
        return waits -> OptionalLong.of(millis);
    }
}
