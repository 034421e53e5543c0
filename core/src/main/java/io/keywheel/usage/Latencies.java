package io.keywheel.usage;

/** A small histogram of milliseconds: two buckets to each doubling, from one millisecond to three minutes. */
final class Latencies {
    static final int BUCKETS = 37;

    private Latencies() {}

    static int bucket(long millis) {
        if (millis < 1) return 0;
        int doublings = 63 - Long.numberOfLeadingZeros(millis);
        boolean upperHalf = millis >= Math.scalb(Math.sqrt(2), doublings);
        return Math.min(BUCKETS - 1, 1 + 2 * doublings + (upperHalf ? 1 : 0));
    }

    /** Where the bucket ends. */
    private static double end(int bucket) {
        return Math.pow(2, bucket / 2.0);
    }

    /**
     * Of that part of all the largest value, as far as the buckets tell it.
     *
     * @param part from 0 to 1
     */
    static double quantile(long[] counts, double part) {
        long all = 0;
        for (long count : counts) all += count;
        double rank = part * all;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && rank <= counts[i]) return within(i, rank / counts[i]);
            rank -= counts[i];
        }
        return end(counts.length - 1);
    }

    private static double within(int bucket, double part) {
        return bucket == 0 ? part : end(bucket - 1) * Math.pow(2, part / 2);
    }
}
