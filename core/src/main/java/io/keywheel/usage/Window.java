package io.keywheel.usage;

import java.util.TreeMap;

/** The sum of what was counted in the last while, which what is older leaves again. Guarded by its owner. */
final class Window {
    private final long part;
    private final long length;
    private final Slice total = Slice.open();

    /** What was added, to be taken back. */
    private final TreeMap<Long, byte[]> parts = new TreeMap<>();

    /** @param part what leaves together, in milliseconds */
    Window(long part, int parts) {
        this.part = part;
        this.length = part * parts;
    }

    long length() {
        return length;
    }

    long part() {
        return part;
    }

    void add(long at, Slice slice) {
        total.add(slice);
        long begin = Step.floor(at, part);
        Slice whole = Slice.open();
        byte[] before = parts.get(begin);
        if (before != null) SliceCodec.read(before, whole::add);
        whole.add(slice);
        parts.put(begin, SliceCodec.write(whole));
    }

    /** The sum at {@code now}; not to be changed. */
    Slice total(long now) {
        while (!parts.isEmpty() && parts.firstKey() + part <= now - length) {
            SliceCodec.read(parts.pollFirstEntry().getValue(), total::subtract);
            total.dropNothing();
        }
        return total;
    }
}
