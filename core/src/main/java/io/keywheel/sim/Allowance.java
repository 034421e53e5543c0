package io.keywheel.sim;

import java.time.Duration;
import java.util.Locale;

/** One limit: so many units in a period, given back steadily or all at once. */
public record Allowance(Unit unit, long limit, Per per, Refill refill) {

    public enum Unit {
        REQUESTS,
        TOKENS;

        /** The name in headers and error types. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The period that a limit counts in, and what the provider calls it, which need not be true.
     *
     * @param label as in {@code requests per minute}
     */
    public record Per(long micros, String label) {
        public static final Per MINUTE = new Per(60_000_000L, "minute");
        public static final Per DAY = new Per(86_400_000_000L, "day");

        public Per {
            if (micros < 1 || label.isBlank()) throw new IllegalArgumentException("a period has a length and a label");
        }

        public static Per of(Duration length, String label) {
            return new Per(length.toNanos() / 1_000, label);
        }

        /** Another length under the same label. */
        public Per lasting(Duration length) {
            return of(length, label);
        }
    }

    /** How what was used comes back. */
    public enum Refill {
        /** Steadily, as at Groq and OpenAI. */
        BUCKET,
        /** All at once at the end of a fixed period. */
        WINDOW
    }

    public Allowance {
        long most = Long.MAX_VALUE / 2 / per.micros();
        if (limit < 1 || limit > most) throw new IllegalArgumentException("a limit is 1 to " + most + ", not " + limit);
    }

    public static Allowance bucket(Unit unit, long limit, Per per) {
        return new Allowance(unit, limit, per, Refill.BUCKET);
    }

    public static Allowance window(Unit unit, long limit, Per per) {
        return new Allowance(unit, limit, per, Refill.WINDOW);
    }

    /** Whether both are stated in the same words, so that one takes the other's place. */
    boolean isLike(Allowance other) {
        return unit == other.unit && per.label().equals(other.per.label());
    }

    /** As the provider's refusals say it: {@code tokens per minute (TPM)}. */
    String words() {
        char period = Character.toUpperCase(per.label().charAt(0));
        return "%s per %s (%cP%c)"
                .formatted(unit.text(), per.label(), unit.name().charAt(0), period);
    }
}
