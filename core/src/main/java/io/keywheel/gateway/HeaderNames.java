package io.keywheel.gateway;

import java.util.ArrayList;
import java.util.List;

/** A few names of headers, whatever their case; asked for every header of every request, so nothing is hashed or built. */
final class HeaderNames {
    private final String[][] byLength;

    private HeaderNames(String[][] byLength) {
        this.byLength = byLength;
    }

    /** @param names in lower case */
    static HeaderNames of(String... names) {
        List<List<String>> byLength = new ArrayList<>();
        for (String name : names) {
            while (byLength.size() <= name.length()) byLength.add(new ArrayList<>());
            byLength.get(name.length()).add(name);
        }
        return new HeaderNames(
                byLength.stream().map(l -> l.toArray(String[]::new)).toArray(String[][]::new));
    }

    boolean contains(CharSequence name) {
        int length = name.length();
        if (length >= byLength.length) return false;
        for (String one : byLength[length]) if (isSame(one, name)) return true;
        return false;
    }

    /** Lower case of letters is one bit, which hyphens and digits have anyway. */
    private static boolean isSame(String lower, CharSequence name) {
        for (int i = 0; i < lower.length(); i++) if (lower.charAt(i) != (name.charAt(i) | 0x20)) return false;
        return true;
    }
}
