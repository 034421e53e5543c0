package io.keywheel.pool;

/**
 * What requests of one model cost, learned from what was billed: tokens a byte, and how long answers are. Guarded by its lane's family.
 */
final class Estimate {
    private static final double FIRST_BAND = 0.3;
    private static final double SMALLEST_BAND = 0.03;
    private static final double PER_SAMPLE = 0.05;
    private static final long SMALLEST_BODY = 64;

    private double tokensPerByte = RequestSize.TOKENS_PER_BYTE;
    private double band = FIRST_BAND;
    private double usualOutput;
    private boolean learned;

    Cost of(RequestSize size) {
        double input = size.bytes() * tokensPerByte;
        boolean open = size.maxTokens() == 0;
        double output = open ? usualOutput : size.maxTokens();
        return new Cost(input, output, input * band + (open ? output : 0));
    }

    void billed(RequestSize size, Usage usage) {
        if (usage.output() > 0) usualOutput += (usage.output() - usualOutput) * (usualOutput == 0 ? 1 : PER_SAMPLE);
        if (size.bytes() < SMALLEST_BODY || usage.input() == 0) return;
        double ratio = (double) usage.input() / size.bytes();
        double off = Math.abs(ratio - tokensPerByte) / tokensPerByte;
        tokensPerByte += (ratio - tokensPerByte) * (learned ? PER_SAMPLE : 1);
        band = learned ? Math.max(SMALLEST_BAND, band + (2 * off - band) * PER_SAMPLE) : band;
        learned = true;
    }
}
