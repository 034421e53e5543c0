package io.keywheel.admin.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Places in lists as callers see them: nothing to read or to make up. */
final class Cursors {
    private static final String MARK = "1:";

    private Cursors() {}

    static String of(String place) {
        byte[] bytes = (MARK + place).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty where this never was a cursor. */
    static Optional<String> place(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.startsWith(MARK) && PlainText.is(text)
                    ? Optional.of(text.substring(MARK.length()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
