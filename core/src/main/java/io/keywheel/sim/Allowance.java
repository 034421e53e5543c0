package io.keywheel.sim;

import java.util.Locale;

/** One limit of an organisation: so many units in a period, given back steadily or all at once. */
public record Allowance(Unit unit, long limit, Per per, Refill refill) {
    /** Keeps limit × period within a long. */
    private static final long MOST = 50_000_000;

    public enum Unit {
        REQUESTS,
        TOKENS;

        /** The name in headers and error types. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The period that a limit is stated for. */
    public enum Per {
        MINUTE(60_000_000L),
        DAY(86_400_000_000L);

        final long micros;

        Per(long micros) {
            this.micros = micros;
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
        if (limit < 1 || limit > MOST) throw new IllegalArgumentException("a limit is 1 to " + MOST + ", not " + limit);
    }

    public static Allowance bucket(Unit unit, long limit, Per per) {
        return new Allowance(unit, limit, per, Refill.BUCKET);
    }

    public static Allowance window(Unit unit, long limit, Per per) {
        return new Allowance(unit, limit, per, Refill.WINDOW);
    }

    /** As the provider's refusals say it: {@code tokens per minute (TPM)}. */
    String words() {
        String period = per.name().toLowerCase(Locale.ROOT);
        return "%s per %s (%cP%c)"
                .formatted(
                        unit.text(), period, unit.name().charAt(0), per.name().charAt(0));
    }
}
