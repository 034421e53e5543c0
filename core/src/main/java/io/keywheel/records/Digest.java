package io.keywheel.records;

/** A number for what stands: the sum over all versions, so that it does not matter in which order they came. */
final class Digest {
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Digest() {}

    static long of(StoredRecord record) {
        Version version = record.version();
        long hash = add(FNV_START, record.id().kind().name());
        hash = add(hash, record.id().id());
        hash = add(hash, version.tag());
        hash = add(hash, version.writer());
        hash = add(hash, version.tombstone() ? "removed" : version.disabled() ? "disabled" : "live");
        return mixed(hash);
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) sum = (sum ^ text.charAt(i)) * FNV_PRIME;
        return (sum ^ 0xffff) * FNV_PRIME;
    }

    /** Spreads what differs over all bits (the end of MurmurHash3): sums of numbers that are alike would meet. */
    private static long mixed(long hash) {
        long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
