package io.keywheel.pool;

/** What is asked of a lane, averaged over a second. Guarded by its lane's family. */
final class DemandMeter {
    private static final double MEMORY_MILLIS = 1_000;
    private static final double PER_SAMPLE = 0.02;

    private double requests;
    private double input;
    private double output;
    private double usualInput;
    private double usualOutput;
    private boolean begun;
    private long at;

    void asked(Cost cost, long now) {
        double kept = now == at ? 1 : Math.exp((at - now) / MEMORY_MILLIS);
        requests = requests * kept + 1 / MEMORY_MILLIS;
        input = input * kept + cost.input() / MEMORY_MILLIS;
        output = output * kept + cost.output() / MEMORY_MILLIS;
        double part = begun ? PER_SAMPLE : 1;
        usualInput += (cost.input() - usualInput) * part;
        usualOutput += (cost.output() - usualOutput) * part;
        begun = true;
        at = now;
    }

    /** Units of the dimension a millisecond. */
    double of(Dimension dimension) {
        return switch (dimension) {
            case INPUT_TOKENS_PER_MINUTE -> input;
            case OUTPUT_TOKENS_PER_MINUTE -> output;
            default ->
                switch (dimension.unit()) {
                    case REQUESTS -> requests;
                    case TOKENS -> input + output;
                    case OTHER -> 0;
                };
        };
    }

    /** What requests usually cost, doubled: a larger one is an exception. */
    Cost usual() {
        return new Cost(2 * usualInput, 2 * usualOutput, 0);
    }
}
