package io.keywheel.admin.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** JSON pointers. */
final class Pointers {
    private static final int LONGEST = 200;

    private Pointers() {}

    static String escaped(String name) {
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        return cut.replace("~", "~0").replace("/", "~1");
    }

    static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    /** As the schema library writes places: {@code #/a/b}, percent-encoded. */
    static String ofFragment(String fragment) {
        String text = fragment.substring(fragment.indexOf('#') + 1);
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The last part. */
    static String last(String pointer) {
        return unescaped(pointer.substring(pointer.lastIndexOf('/') + 1));
    }
}
