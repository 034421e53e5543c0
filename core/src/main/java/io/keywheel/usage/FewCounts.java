package io.keywheel.usage;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** A map of a few counts in the order they were put in: an answer may hold a hundred thousand of them. */
final class FewCounts extends AbstractMap<String, Long> {
    private String[] names = new String[4];
    private long[] counts = new long[4];
    private int size;

    /** The name is not there yet. */
    void put(String name, long count) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        names[size] = name;
        counts[size++] = count;
    }

    @Override
    public Set<Map.Entry<String, Long>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Map.Entry<String, Long>> iterator() {
                return entries();
            }
        };
    }

    private Iterator<Map.Entry<String, Long>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Map.Entry<String, Long> next() {
                if (next >= size) throw new NoSuchElementException();
                return Map.entry(names[next], counts[next++]);
            }
        };
    }
}
