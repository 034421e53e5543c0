package io.keywheel.usage;

/**
 * A small histogram of milliseconds: two buckets to each doubling, from one millisecond to three minutes. Most are almost empty, so one
 * is kept as pairs of bucket and count, in order.
 */
final class Latencies {
    static final int BUCKETS = 37;
    static final int[] NONE = {};

    /** Where each bucket ends. */
    private static final double[] ENDS = ends();

    private Latencies() {}

    private static double[] ends() {
        double[] ends = new double[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) ends[i] = Math.pow(2, i / 2.0);
        return ends;
    }

    static int bucket(long millis) {
        if (millis < 1) return 0;
        int doublings = 63 - Long.numberOfLeadingZeros(millis);
        boolean upperHalf = millis >= Math.scalb(Math.sqrt(2), doublings);
        return Math.min(BUCKETS - 1, 1 + 2 * doublings + (upperHalf ? 1 : 0));
    }

    /** Of both together, those of {@code second} taken {@code times} times; what is nothing then is left out. */
    static int[] sum(int[] first, int[] second, int times) {
        if (second.length == 0) return first;
        if (first.length == 0 && times == 1) return second;
        int[] sum = new int[first.length + second.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < first.length || j < second.length) {
            boolean own = j == second.length || (i < first.length && first[i] <= second[j]);
            boolean theirs = i == first.length || (j < second.length && second[j] <= first[i]);
            int bucket = own ? first[i] : second[j];
            int count = (own ? first[i + 1] : 0) + (theirs ? times * second[j + 1] : 0);
            if (own) i += 2;
            if (theirs) j += 2;
            if (count == 0) continue;
            sum[size++] = bucket;
            sum[size++] = count;
        }
        return size == sum.length ? sum : java.util.Arrays.copyOf(sum, size);
    }

    /**
     * Of that part of all the largest value, as far as the buckets tell it.
     *
     * @param part from 0 to 1
     */
    static double quantile(int[] pairs, double part) {
        long all = 0;
        for (int i = 1; i < pairs.length; i += 2) all += pairs[i];
        double rank = part * all;
        for (int i = 0; i < pairs.length; i += 2) {
            if (rank <= pairs[i + 1]) return within(pairs[i], rank / pairs[i + 1]);
            rank -= pairs[i + 1];
        }
        return ENDS[BUCKETS - 1];
    }

    private static double within(int bucket, double part) {
        return bucket == 0 ? part : ENDS[bucket - 1] * Math.pow(2, part / 2);
    }
}
